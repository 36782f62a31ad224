import type { Move, Run, Schedule, Watch, Weather } from "#kernel";
import { isTimed, simulateAll } from "#kernel";
import { isSmaller } from "./smaller.ts";
import type { Subject } from "./subject.ts";
import { judged, rerunsFor } from "./trial.ts";
import type { Failure } from "./trial.ts";

/** The way from a failing schedule to a minimal one: the best so far, and what it cost. */
export interface Quest {
  readonly subject: Subject;
  /** The failure that every smaller schedule must show again. */
  readonly identity: string;
  readonly budget: number;
  /** The weather in which it was found: no chance brings what that cannot. */
  readonly weather: Weather;
  best: Schedule;
  executions: number;
  /** Whether something was left untried because the budget had run out: then there may be a smaller one. */
  isSpent: boolean;
  /** Other failures that came up on the way: findings of their own. */
  readonly others: Map<string, { readonly failure: Failure; readonly schedule: Schedule }>;
  /** What was tried in vain, so that no pass pays for it again. */
  readonly tried: Set<string>;
}

/** Runs a candidate and keeps it when it is smaller and fails in the same way. What changed nothing in it goes for free. */
export const attempt = (quest: Quest, given: Schedule): boolean => {
  if (quest.isSpent || !isSmaller(given, quest.best)) return false;
  const candidate = { ...given, moves: inOrder(given.moves) };
  const name = JSON.stringify([candidate.moves, candidate.setup.seed, candidate.setup.nodes, candidate.weather]);
  if (quest.tried.has(name)) return false;
  if (quest.executions >= quest.budget) {
    quest.isSpent = true;
    return false;
  }
  quest.tried.add(name);
  const run = execute(quest, candidate);
  if (!fails(quest, candidate, run)) return false;
  quest.best = { ...candidate, moves: withoutIdle(candidate.moves, run.idle) };
  return true;
};

/** Replaces the moves of the best schedule. */
export const attemptMoves = (quest: Quest, moves: readonly Move[]): boolean => attempt(quest, { ...quest.best, moves });

/** Runs a schedule on the quest's account. */
export const execute = (quest: Quest, schedule: Schedule, watch: Watch = {}): Run & { readonly idle: readonly number[] } => {
  quest.executions++;
  return simulateAll(quest.subject.protocol, schedule, { eventsMax: quest.subject.ground.eventsMax, ...watch });
};

/** Whether a run shows the failure that is wanted; any other failure is kept aside. */
export const fails = (quest: Quest, schedule: Schedule, run: Run): boolean => {
  const { failures } = judged(quest.subject, schedule, run, rerunsFor(quest.identity));
  let isWanted = false;
  for (const failure of failures) {
    if (failure.identity === quest.identity) isWanted = true;
    else if (!quest.others.has(failure.identity)) quest.others.set(failure.identity, { failure, schedule });
  }
  return isWanted;
};

export const withoutIdle = (moves: readonly Move[], idle: readonly number[]): readonly Move[] =>
  idle.length === 0 ? moves : moves.filter((_, index) => !idle.includes(index));

/** Moves by tick; the order within one tick is meant, and stays. Fates last, for they have no tick. */
const inOrder = (moves: readonly Move[]): readonly Move[] => moves.toSorted((a, b) => tickOf(a) - tickOf(b));

const tickOf = (move: Move): number => (isTimed(move) ? move.at : Number.MAX_SAFE_INTEGER);
