import { expect, test } from "vitest";
import { search } from "#hunt";
import { seedOf } from "#kernel";
import { summary } from "#report";
import { canarySubject } from "#spec/canary";

test.for([4, 5, 7])("the sound canary keeps every promise among %i nodes, in any storm, under any lie", (nodes) => {
  const subject = { ...canarySubject, ground: { ...canarySubject.ground, nodes: [nodes] } };
  const sight = search(subject, { config: "sound", root: seedOf("00000000000050bd"), from: 0, to: RUNS });
  process.stdout.write(`\n${nodes} nodes: ${summary(subject, sight)}\n`);
  expect(sight).toMatchObject({ found: undefined, unknown: 0, runs: RUNS });
  // No oracle was silent because it had nothing to say, and E1 and E2 say that the storm stormed.
  expect(unheard(subject.properties, sight.judged)).toEqual([]);
  expect(unheard(subject.sometimes, sight.seen)).toEqual([]);
});

/** A million are a campaign of their own: `node properties/bench/alarm/main.ts canary`. */
const RUNS = 7_000;

/** Those of which nothing was counted. */
const unheard = (promises: readonly { readonly id: string }[], counts: readonly number[]): readonly string[] =>
  promises.filter((_, index) => counts[index] === 0).map(({ id }) => id);
