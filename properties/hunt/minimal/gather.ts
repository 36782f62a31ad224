import { certify, check, normalFormOf, shrink } from "#hunt";
import type { Found } from "#hunt";
import type { Schedule } from "#kernel";
import { departuresOf, foundBy } from "./bugs.ts";
import type { Bug } from "./bugs.ts";

/** What shrinking made of the findings of many root seeds. */
export interface Gathered {
  readonly identity: string;
  /** How many of the failing schedules differ. */
  readonly distinct: number;
  readonly departures: readonly number[];
  readonly minimal: readonly Schedule[];
  readonly executions: readonly number[];
  /** Other failures that came up on the way, kept apart. */
  readonly others: readonly string[];
  readonly forms: number;
  /** What the independent checker found wrong with any certificate. */
  readonly wrong: readonly string[];
}

/** What so many seeds find first. */
export const huntAll = (bug: Bug, seeds: number): readonly Found[] => Array.from({ length: seeds }, (_, seed) => foundBy(bug, seed));

/** Hunts one bug from so many seeds, shrinks what each found first, and has every result certified and checked. */
export const gather = (bug: Bug, seeds: number, found = huntAll(bug, seeds)): Gathered => {
  const quests = found.map(({ schedule, failure }) => shrink(bug.subject, schedule, failure.identity));
  const minimal = quests.map(({ best }) => best);
  return {
    identity: found[0]!.failure.identity,
    distinct: new Set(found.map(({ schedule }) => JSON.stringify(schedule))).size,
    departures: found.map(({ schedule }) => departuresOf(bug, schedule)),
    minimal,
    executions: quests.map(({ executions }) => executions),
    others: [...new Set(quests.flatMap(({ others }) => [...others.keys()]))].toSorted(),
    forms: new Set(minimal.map(normalFormOf)).size,
    wrong: quests.flatMap(({ best, identity }) => check(bug.subject, best, certify(bug.subject, best, identity))),
  };
};

/** The middle one; of two, the greater. */
export const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** How many moves each minimal schedule has. */
export const lengthsOf = ({ minimal }: Pick<Gathered, "minimal">): readonly number[] => minimal.map(({ moves }) => moves.length);
