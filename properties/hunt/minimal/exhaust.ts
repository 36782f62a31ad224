import { trial } from "#hunt";
import type { Subject } from "#hunt";
import type { Schedule, Timed, Traced } from "#kernel";
import { callsAfter, isCall, linesOf, timedAfter } from "./alphabet.ts";
import { fatesAfter } from "./fates.ts";

/** What an exhaustive search saw: the first schedule that fails, or none, in so many runs. */
export interface Exhausted {
  readonly runs: number;
  readonly failing: Schedule | undefined;
}

/**
 * Every schedule of up to so many moves on the whole ground, the shortest first, until one shows the failure. Left out are only
 * those in which nobody asks for anything, for then nobody says anything; those that go on from a call which was turned away, for
 * no promise breaks because of what was only asked; and of the orders and ticks that make one run all but one.
 */
export const exhaust = (subject: Subject, empty: Schedule, identity: string, movesMax: number): Exhausted => {
  let runs = 0;
  const fails = (schedule: Schedule): Schedule | undefined => {
    runs++;
    return trial(subject, schedule).failures.some((failure) => failure.identity === identity) ? schedule : undefined;
  };
  /** Timed moves come first, in the order of their ticks; then fates. */
  const afterTimed = (timed: readonly Timed[], left: number): Schedule | undefined => {
    const schedule = { ...empty, moves: timed };
    if (left === 0) return fails(schedule);
    const hasCall = timed.some(isCall);
    if (isTurnedAway(subject, schedule)) return undefined;
    for (const move of left === 1 && !hasCall ? callsAfter(subject, schedule) : timedAfter(subject, schedule)) {
      const failing = afterTimed([...timed, move], left - 1);
      if (failing !== undefined) return failing;
    }
    return hasCall ? afterFates(schedule, left, new Set()) : undefined;
  };
  /** A fate acts on nothing before its message or timer, so of two each is there without the fate of the later one. */
  const afterFates = (schedule: Schedule, left: number, passed: ReadonlySet<string>): Schedule | undefined => {
    if (left === 0) return fails(schedule);
    const done = new Set(passed);
    for (const [name, fates] of fatesAfter(subject, schedule)) {
      if (passed.has(name)) continue;
      done.add(name);
      for (const fate of fates) {
        const failing = afterFates({ ...schedule, moves: [...schedule.moves, fate] }, left - 1, done);
        if (failing !== undefined) return failing;
      }
    }
    return undefined;
  };
  for (let count = 1; count <= movesMax; count++) {
    const failing = afterTimed([], count);
    if (failing !== undefined) return { runs, failing };
  }
  return { runs, failing: undefined };
};

/** Whether the last move is a call that leaves its node as it was, and is answered by no word. */
const isTurnedAway = (subject: Subject, schedule: Schedule): boolean => {
  const last = schedule.moves.at(-1);
  if (last?.kind !== "submit") return false;
  const lines = linesOf(subject, schedule);
  const place = lines.findIndex(
    (line) => line.kind === "handle" && line.handler === "submit" && (line.what as { readonly name: number }).name === last.name,
  );
  if (place < 0) return true;
  const said = lines.length - linesOf(subject, { ...schedule, moves: schedule.moves.slice(0, -1) }).length;
  const before = lines.slice(0, place).findLast((line) => line.kind === "handle" && line.process === (last.node as number));
  return said <= LINES_OF_A_CALL && before !== undefined && stateIn(before) === stateIn(lines[place]!);
};

/** The move and its handler. */
const LINES_OF_A_CALL = 2;

const stateIn = (line: Traced): string => (line.kind === "handle" ? line.state + line.keeps : "");
