import { Dice } from "#adversary";
import { trial } from "#hunt";
import type { Ground, Subject } from "#hunt";
import { Trace, isTimed } from "#kernel";
import type { Move, Plain, Schedule, Submit, Tick, Timed, Traced } from "#kernel";
import { hardshipsAt, nodesOf } from "./hardships.ts";

/**
 * All timed moves by which this schedule may be continued. A call, and whatever changes how time is counted, come at every tick of
 * the storm that is left. All else first acts when something next happens, so one tick stands for all up to then.
 */
export const timedAfter = (subject: Subject, schedule: Schedule): readonly Timed[] => {
  const before = schedule.moves.filter((move) => isTimed(move));
  const busy = new Set([
    leastAfter(before),
    ...linesOf(subject, schedule)
      .flatMap(ticksOf)
      .map((at) => at + 1),
  ]);
  const asks = asksAfter(subject.ground, before);
  return ticksAfter(schedule, before).flatMap((at) => [
    ...submitsAt(at, schedule, before, asks),
    ...hardshipsAt(at, { subject, schedule, before, isBusy: busy.has(at) }),
  ]);
};

/** The calls alone. */
export const callsAfter = ({ ground }: Subject, schedule: Schedule): readonly Timed[] => {
  const before = schedule.moves.filter((move) => isTimed(move));
  const asks = asksAfter(ground, before);
  return ticksAfter(schedule, before).flatMap((at) => submitsAt(at, schedule, before, asks));
};

const leastAfter = (before: readonly Timed[]): Tick => before.at(-1)?.at ?? 0;

const ticksAfter = ({ calm }: Schedule, before: readonly Timed[]): readonly Tick[] => {
  const least = leastAfter(before);
  return Array.from({ length: calm.from - least }, (_, gap) => least + gap);
};

/** When this happened, and when what was sent is due. */
const ticksOf = (line: Traced): readonly Tick[] =>
  line.kind === "send" && line.becomes.kind === "due" ? [line.at, ...line.becomes.at] : [line.at];

/** All that happens in a run. */
export const linesOf = (subject: Subject, schedule: Schedule): readonly Traced[] => {
  const trace = new Trace();
  trial(subject, schedule, [], { trace });
  return trace.lines;
};

/** What the ground can ask for next: rolled so often that nothing is missed that it rolls once in a thousand times. */
const asksAfter = ({ operation, nodes }: Ground, before: readonly Timed[]): readonly Plain[] => {
  const earlier = before.flatMap((move) => (move.kind === "submit" ? [move.operation] : []));
  const asks = new Map<string, Plain>();
  for (let salt = 0; salt < SAMPLES; salt++) {
    const asked = operation(new Dice(salt), earlier, nodes[0]!);
    asks.set(JSON.stringify(asked), asked);
  }
  return [...asks.values()];
};

const SAMPLES = 8_000;

const submitsAt = (at: Tick, { setup }: Schedule, before: readonly Timed[], asks: readonly Plain[]): readonly Timed[] => {
  const name = 1 + before.filter(isCall).length;
  return nodesOf(setup.nodes).flatMap((node) => asks.map((operation): Timed => ({ at, kind: "submit", name, node, operation })));
};

/** Whether a client asks for something. */
export const isCall = (move: Move): move is Submit => move.kind === "submit";
