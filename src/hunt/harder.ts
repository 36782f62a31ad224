import { Trace, isTimed } from "#kernel";
import type { Clog, Crash, Move, NodeId, Plain, Retry, Skew, Slow, Submit, ThenTimer, Tick, TimerFate, Weather } from "#kernel";
import { execute } from "./quest.ts";
import type { Quest } from "./quest.ts";

/** What a move may be changed into when another is dropped. Only what has been seen to help: each costs an execution for every pair of moves. */
export const harderThan = (quest: Quest, kept: Move, dropped: Move): readonly Move[] => {
  const { best } = quest;
  const nodes = Array.from({ length: best.setup.nodes }, (_, node) => node).filter((node) => !("node" in kept) || node !== kept.node);
  switch (kept.kind) {
    case "submit":
      return isHardship(dropped) && dropped.kind !== "crash" && dropped.kind !== "restart" ? elsewhere(kept, nodes) : [];
    case "retry":
      return isHardship(dropped) ? elsewhere(kept, nodes) : [];
    case "crash":
      return dropped.kind === "restart" ? [] : otherCrashes(best.moves, kept, dropped, nodes);
    case "fate":
      return dropped.kind === "submit" && kept.then.kind !== "drop" ? [{ ...kept, then: { kind: "drop" } }] : [];
    case "clog":
      return isHardship(dropped) ? widerClogs(kept, best.setup.nodes) : [];
    case "slow":
      return slower(kept, dropped);
    case "skew":
      return isHardship(dropped) ? afterCalls(best.moves, kept) : [];
    case "timer":
      return [...harderTimers(kept, dropped), ...(isHardship(dropped) ? otherTimers(quest, kept) : [])];
    default:
      return [];
  }
};

/** All but what clients ask for. */
export const isHardship = ({ kind }: Move): boolean => kind !== "submit" && kind !== "retry";

/** Ticks later, or asked of another node. */
const elsewhere = <M extends Submit | Retry>(call: M, nodes: readonly NodeId[]): readonly M[] => [
  ...[1, 2, 3].map((ticks) => ({ ...call, at: call.at + ticks })),
  ...nodes.map((node) => ({ ...call, node })),
];

const otherCrashes = (moves: readonly Move[], kept: Crash, dropped: Move, nodes: readonly NodeId[]): readonly Move[] => {
  const call = moves.findLast((move) => move.kind === "submit" && move.at < kept.at);
  const at = call?.kind === "submit" ? call.at : kept.at;
  const there = [...(at < kept.at ? strikes(kept, at, [0, 1, 2]) : []), ...strikes(kept, kept.at, [2, 3, 4])];
  return dropped.kind === "submit" ? there : [...there, ...nodes.flatMap((node) => strikes({ ...kept, node }, at, [1, 2]))];
};

/** The crash comes inside a handler, after so many effects. */
const strikes = (crash: Crash, at: Tick, effects: readonly number[]): readonly Move[] =>
  effects.map((inside): Move => ({ ...crash, at, inside }));

/** All that one node says, or all that it hears. */
const widerClogs = (clog: Clog, nodes: number): readonly Clog[] =>
  Array.from({ length: nodes }, (_, node) => node).flatMap((node) => {
    const others = Array.from({ length: nodes }, (_, other) => other).filter((other) => other !== node);
    return [
      { ...clog, from: [node], to: others },
      { ...clog, from: others, to: [node] },
    ];
  });

/** A message that was late for a reason of its own may be late because its node is slow. */
const slower = (slow: Slow, dropped: Move): readonly Slow[] =>
  slow.by > 0 && dropped.kind === "fate" && dropped.then.kind === "delay" ? [{ ...slow, by: slow.by + dropped.then.by }] : [];

/** A clock that jumps while the answers to a call are on their way. */
const afterCalls = (moves: readonly Move[], skew: Skew): readonly Skew[] => {
  const calls = moves.flatMap((move) => (isTimed(move) && !isHardship(move) ? [1, 2, 3].map((ticks) => move.at + ticks) : []));
  return [...new Set(calls)].map((at) => ({ ...skew, at }));
};

/** As early as it can be, or not at all; and with a call less it may be armed fewer times. */
const harderTimers = (fate: TimerFate, dropped: Move): readonly TimerFate[] => {
  const { timer, then } = fate;
  const hardest: ThenTimer = then.kind === "early" ? EARLIEST : { kind: "drop" };
  const counts =
    typeof timer.nth === "number" ? [...new Set([timer.nth, ...(isHardship(dropped) ? [] : [timer.nth - 1]), 0])] : [timer.nth];
  return counts.filter((nth) => nth === "every" || nth >= 0).map((nth) => ({ ...fate, timer: { ...timer, nth }, then: hardest }));
};

/** One timer that is late may matter as one beside it that is early. Where nobody hears anything, whatever waits for an answer fires. */
const otherTimers = (quest: Quest, { timer, then }: TimerFate): readonly TimerFate[] => {
  const { weather } = quest;
  if (then.kind === "early" || weather === "calm" || (weather.timers?.earlyPermille ?? 0) === 0) return [];
  const trace = new Trace();
  execute(quest, { ...quest.best, weather: SILENCE, moves: quest.best.moves.filter((move) => !isHardship(move)) }, { trace });
  const fired = trace.lines.flatMap((line) =>
    line.kind === "handle" && line.handler === "timeout" && line.process === timer.process ? [JSON.stringify(line.what)] : [],
  );
  return [...new Set(fired)]
    .filter((says) => says !== JSON.stringify(timer.says))
    .map((says) => ({ kind: "timer", timer: { ...timer, says: JSON.parse(says) as Plain, nth: 0 }, then: EARLIEST }));
};

const SILENCE: Weather = { delayTicksMin: 1, delayTicksMax: 1, lossPermille: 1_000, duplicatePermille: 0 };

/** No storm makes a timer fire earlier. */
const EARLIEST: ThenTimer = { kind: "early", by: 16 };
