import { certify, check, normalFormOf, shrink } from "#hunt";
import type { Schedule } from "#kernel";
import { departuresOf, foundBy } from "./bugs.ts";
import type { Bug } from "./bugs.ts";

/** What shrinking made of the findings of many root seeds. */
export interface Gathered {
  readonly identity: string;
  readonly distinct: number;
  readonly departures: readonly number[];
  readonly minimal: readonly Schedule[];
  readonly lengths: readonly number[];
  readonly executions: readonly number[];
  /** Other failures that came up on the way, kept apart. */
  readonly others: readonly string[];
  readonly forms: number;
  /** What the independent checker found wrong with any certificate. */
  readonly wrong: readonly string[];
}

/** Hunts one bug from so many seeds, shrinks what each found first, and has every result certified and checked. */
export const gather = (bug: Bug, seeds: number): Gathered => {
  const found = Array.from({ length: seeds }, (_, seed) => foundBy(bug, seed));
  const { identity } = found[0]!.failure;
  const quests = found.map(({ schedule, failure }) => shrink(bug.subject, schedule, failure.identity));
  const minimal = quests.map(({ best }) => best);
  return {
    identity,
    distinct: new Set(found.map(({ schedule }) => JSON.stringify(schedule))).size,
    departures: found.map(({ schedule }) => departuresOf(bug, schedule)),
    minimal,
    lengths: minimal.map(({ moves }) => moves.length),
    executions: quests.map(({ executions }) => executions),
    others: [...new Set(quests.flatMap(({ others }) => [...others.keys()]))],
    forms: new Set(minimal.map(normalFormOf)).size,
    wrong: quests.flatMap(({ best, identity: kept }) => check(bug.subject, best, certify(bug.subject, best, kept))),
  };
};

export const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
