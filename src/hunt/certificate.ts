import type { Schedule } from "#kernel";
import { hashOf } from "#kernel";
import type { Outcome } from "./outcome.ts";
import { outcomeOf } from "./outcome.ts";
import type { Subject } from "./subject.ts";
import { rerunsFor, trial } from "./trial.ts";

/**
 * The proof that a schedule is minimal: what becomes of the run without each move, and without each two. Anyone can check it
 * again. Where not all are listed it proves less, and the checker says of what it is silent.
 */
export interface Certificate {
  readonly hash: string;
  readonly identity: string;
  readonly without: readonly (readonly [readonly number[], Outcome])[];
}

/** A hundred moves have as many single ones and pairs; what is longer was left over when the shrinker had to stop. */
const REMOVALS_MAX = 5_050;

/** Makes every removal, the first so many at least, and writes down its outcome. */
export const certify = (subject: Subject, schedule: Schedule, identity: string): Certificate => {
  const reruns = rerunsFor(identity);
  const outcomeWithout = (removed: readonly number[]): Outcome => {
    const moves = schedule.moves.filter((_, index) => !removed.includes(index));
    return outcomeOf(trial(subject, { ...schedule, moves }, reruns), identity);
  };
  const { run } = trial(subject, schedule);
  return {
    hash: hashOf(run),
    identity,
    without: removalsOf(schedule.moves.length).map((removed) => [removed, outcomeWithout(removed)] as const),
  };
};

/** Every single move, then every pair, as far as they may be had. */
const removalsOf = (moves: number): readonly (readonly number[])[] => {
  const removals: (readonly number[])[] = [];
  for (let index = 0; index < moves && removals.length < REMOVALS_MAX; index++) removals.push([index]);
  for (let early = 0; early < moves; early++)
    for (let late = early + 1; late < moves && removals.length < REMOVALS_MAX; late++) removals.push([early, late]);
  return removals;
};

/** Whether every removal of one move and of two is listed. */
export const isWhole = ({ without }: Certificate, moves: number): boolean => without.length === moves + (moves * (moves - 1)) / 2;
