import { expect, test } from "vitest";
import { search } from "#hunt";
import { seedOf } from "#kernel";
import { summary } from "#report";
import { canarySubject } from "#spec/canary";

const RUNS = 20_000;
const NODES = [4, 5, 7];

test("the sound canary keeps every promise among 4, 5 and 7 nodes, with liars and in any storm", () => {
  const subject = { ...canarySubject, ground: { ...canarySubject.ground, nodes: NODES } };
  const sight = search(subject, { config: "sound", root: seedOf("00000000000050bd"), from: 0, to: RUNS });
  process.stdout.write(`\n${summary(subject, sight)}\n`);
  expect(sight.found).toBeUndefined();
  expect(sight.unknown).toBe(0);
  expect(sight.runs).toBe(RUNS);
  // No oracle was silent because it had nothing to say, and E1 and E2 say that the storm stormed.
  expect(idsOf(subject.properties, sight.judged)).toEqual([]);
  expect(idsOf(subject.sometimes, sight.seen)).toEqual([]);
});

/** Those of which nothing was counted. */
const idsOf = (promises: readonly { readonly id: string }[], counts: readonly number[]): readonly string[] =>
  promises.filter((_, index) => counts[index] === 0).map(({ id }) => id);
