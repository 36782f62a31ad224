import { expect, test } from "vitest";
import { search } from "#hunt";
import { seedOf } from "#kernel";
import { summary } from "#report";
import { canarySubject } from "#spec/canary";

/**
 * Two liars may talk each other into a flood that no run outlasts: one answers every forgery, the other says every answer twice.
 * Honest nodes have no part in it, but a run that meets its limit is judged by nobody. So those two lies are kept apart where
 * two nodes may lie.
 */
const GROUNDS = [
  { among: "4 or 5 nodes", lies: "any lie", without: "", nodes: [4, 5], runs: 10_000 },
  { among: "7 nodes", lies: "any lie but stutter", without: "stutter", nodes: [7], runs: 5_000 },
  { among: "7 nodes", lies: "any lie but forger", without: "forger", nodes: [7], runs: 5_000 },
] as const;

test.for(GROUNDS)("the sound canary keeps every promise among $among, in any storm, under $lies", ({ among, nodes, without, runs }) => {
  const ground = { ...canarySubject.ground, nodes, lies: canarySubject.ground.lies.filter((lie) => lie !== without) };
  const subject = { ...canarySubject, ground };
  const sight = search(subject, { config: "sound", root: seedOf("00000000000050bd"), from: 0, to: runs });
  process.stdout.write(`\n${among}: ${summary(subject, sight)}\n`);
  expect(sight).toMatchObject({ found: undefined, unknown: 0, runs });
  // No oracle was silent because it had nothing to say, and E1 and E2 say that the storm stormed.
  expect(unheard(subject.properties, sight.judged)).toEqual([]);
  expect(unheard(subject.sometimes, sight.seen)).toEqual([]);
});

/** Those of which nothing was counted. */
const unheard = (promises: readonly { readonly id: string }[], counts: readonly number[]): readonly string[] =>
  promises.filter((_, index) => counts[index] === 0).map(({ id }) => id);
