import { trial } from "#hunt";
import type { Subject } from "#hunt";
import { Trace, isTimed } from "#kernel";
import type { Fate, Move, Schedule, Tick, Traced } from "#kernel";
import { continuations } from "./alphabet.ts";

/** What an exhaustive search saw: the first schedule that fails, or none, in so many runs. */
export interface Exhausted {
  readonly runs: number;
  readonly failing: Schedule | undefined;
}

/** Every schedule of up to so many moves on the whole ground, the shortest first, until one shows the failure. */
export const exhaust = (subject: Subject, empty: Schedule, identity: string, movesMax: number): Exhausted => {
  let runs = 0;
  const fails = (schedule: Schedule): boolean => {
    runs++;
    return trial(subject, schedule).failures.some((failure) => failure.identity === identity);
  };
  const below = (schedule: Schedule, left: number, skip: Skip): Schedule | undefined => {
    const hasCall = schedule.moves.some(isCall);
    const moves = continuations(subject, schedule);
    const passed = new Set<string>();
    for (const move of moves) {
      if (isTimed(move) ? skip.ticks.has(move.at) : move.kind === "fate" && skip.messages.has(nameOf(move))) continue;
      if (move.kind === "fate") passed.add(nameOf(move));
      // Whom nobody asks says nothing: the last move is a call where no other is.
      if (left === 1 && !hasCall && !isCall(move)) continue;
      const longer = withMove(schedule, move);
      if (left === 1) {
        if (fails(longer)) return longer;
      } else if (!isTurnedAway(subject, schedule, move)) {
        const failing = below(longer, left - 1, move.kind === "fate" ? { messages: new Set(passed), ticks: ticksOf(moves) } : NOTHING);
        if (failing !== undefined) return failing;
      }
    }
    return undefined;
  };
  for (let moves = 1; moves <= movesMax; moves++) {
    const failing = below(empty, moves, NOTHING);
    if (failing !== undefined) return { runs, failing };
  }
  return { runs, failing: undefined };
};

/**
 * What a fate need not be followed by: a fate acts on nothing that comes before its message, so what could have been added
 * without it has been, ahead of it. New to it are only later fates, and moves at ticks in which nothing happened before.
 */
interface Skip {
  readonly messages: ReadonlySet<string>;
  readonly ticks: ReadonlySet<Tick>;
}

const NOTHING: Skip = { messages: new Set(), ticks: new Set() };

const nameOf = (fate: Fate): string => JSON.stringify(fate.message);

const ticksOf = (moves: readonly Move[]): ReadonlySet<Tick> => new Set(moves.flatMap((move) => (isTimed(move) ? [move.at] : [])));

const isCall = (move: Move): boolean => move.kind === "submit";

/** Timed moves before fates, the order in which they stand otherwise. */
const withMove = (schedule: Schedule, move: Move): Schedule => {
  const fates = schedule.moves.filter(({ kind }) => kind === "fate");
  const timed = schedule.moves.filter(({ kind }) => kind !== "fate");
  return { ...schedule, moves: move.kind === "fate" ? [...timed, ...fates, move] : [...timed, move, ...fates] };
};

/** A call that leaves its node as it was, and is answered by no word, changes nothing of what may follow. */
const isTurnedAway = (subject: Subject, schedule: Schedule, move: Move): boolean => {
  if (move.kind !== "submit") return false;
  const longer = traceOf(subject, withMove(schedule, move));
  if (longer.length > traceOf(subject, schedule).length + LINES_OF_A_CALL) return false;
  const place = longer.findIndex(
    (line) => line.kind === "handle" && line.handler === "submit" && (line.what as { readonly name: number }).name === move.name,
  );
  const before = longer.slice(0, Math.max(0, place)).findLast((line) => line.kind === "handle" && line.process === (move.node as number));
  return place < 0 || stateIn(before) === stateIn(longer[place]);
};

/** The move and its handler. */
const LINES_OF_A_CALL = 2;

const stateIn = (line: Traced | undefined): string => (line?.kind === "handle" ? line.state + line.keeps : "");

const traceOf = (subject: Subject, schedule: Schedule): readonly Traced[] => {
  const trace = new Trace();
  trial(subject, schedule, [], { trace });
  return trace.lines;
};
