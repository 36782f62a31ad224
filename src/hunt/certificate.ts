import type { Schedule } from "#kernel";
import { hashOf } from "#kernel";
import type { Outcome } from "./outcome.ts";
import { outcomeOf } from "./outcome.ts";
import type { Subject } from "./subject.ts";
import { rerunsFor, trial } from "./trial.ts";

/** The proof that a schedule is minimal: what becomes of the run without each move, and without each two. Anyone can check it again. */
export interface Certificate {
  readonly hash: string;
  readonly identity: string;
  readonly without: readonly (readonly [readonly number[], Outcome])[];
}

/** Makes every removal and writes down its outcome. */
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

/** Every single move, then every pair. */
const removalsOf = (moves: number): readonly (readonly number[])[] => {
  const removals: number[][] = Array.from({ length: moves }, (_, index) => [index]);
  for (let early = 0; early < moves; early++) for (let late = early + 1; late < moves; late++) removals.push([early, late]);
  return removals;
};
