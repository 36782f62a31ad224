import type { Hardship } from "#adversary";
import { isTimed } from "#kernel";
import type { Clog, Crash, Cut, DiskFault, Fate, Move, Retry, Skew, Slow, Submit, Timed, TimerFate, Turn, Twin } from "#kernel";
import { attemptMoves } from "./quest.ts";
import type { Quest } from "./quest.ts";
import { retell } from "./retell.ts";

/** Puts something weaker, shorter, earlier or lower in the place of each move. */
export const weakenEach = (quest: Quest): void => {
  for (let index = quest.best.moves.length - 1; index >= 0; index--) {
    for (let isBetter = true; isBetter && index < quest.best.moves.length;) {
      const move = quest.best.moves[index]!;
      const { moves } = quest.best;
      isBetter = weakerThan(quest, move).some((weaker) =>
        attemptMoves(quest, weaker.kind === "submit" ? recalled(moves, index, weaker) : moves.with(index, weaker)),
      );
    }
  }
};

const weakerThan = (quest: Quest, move: Move): readonly Move[] => {
  switch (move.kind) {
    case "submit":
      return [...simplerCalls(quest, move), ...earlier(move, quest.best.moves)];
    case "retry":
      return [...firstAsks(move, quest.best.moves), ...earlier(move, quest.best.moves)];
    case "turn":
      return [...mild(quest, [...weakerLies(move), ...slowly(move)]), ...earlier(move, quest.best.moves)];
    case "twin":
      return [...mild(quest, [...weakerTwins(move), ...slowly(move)]), ...earlier(move, quest.best.moves)];
    case "slow":
      return [...lower(move.by, 1).map((by) => ({ ...move, by })), ...earlier(move, quest.best.moves)];
    case "skew":
      return [...weakerSkews(move), ...earlier(move, quest.best.moves)];
    case "disk":
      return [...weakerFaults(move), ...earlier(move, quest.best.moves)];
    case "crash":
      return [...mild(quest, weakerCrashes(move)), ...earlier(move, quest.best.moves)];
    case "cut":
      return [...weakerCuts(move), ...mild(quest, clogs(move)), ...earlier(move, quest.best.moves)];
    case "clog":
      return [...fewerEnds(move), ...earlier(move, quest.best.moves)];
    case "fate":
      return shorterFates(move);
    case "timer":
      return shorterTimers(move);
    default:
      return earlier(move, quest.best.moves);
  }
};

/** Fates follow a call that asks for something else. */
const recalled = (moves: readonly Move[], index: number, weaker: Submit): readonly Move[] =>
  retell(moves, (call) => (call === moves[index] ? weaker.operation : call.operation)).with(index, weaker);

const simplerCalls = ({ subject }: Quest, move: Submit): readonly Move[] =>
  (subject.ground.simpler?.(move.operation) ?? []).map((operation) => ({ ...move, operation }));

/** Who asks again without having asked before asks for the first time. */
const firstAsks = (move: Retry, moves: readonly Move[]): readonly Submit[] =>
  moves.some((other) => other.kind === "submit" && other.name === move.name) ? [] : [{ ...move, kind: "submit" }];

const weakerLies = ({ at, node, lie }: Turn): readonly Move[] => [
  { at, kind: "pause", node },
  { at, kind: "crash", node, inside: "nothing", kept: 0 },
  ...["stutter", "half-mute", "mute"].filter((weaker) => weaker !== lie).map((weaker): Move => ({ at, kind: "turn", node, lie: weaker })),
];

const weakerCrashes = (move: Crash): readonly Move[] => {
  const { at, node, inside, kept } = move;
  const weaker: Move[] = [{ at, kind: "pause", node }];
  if (inside !== "nothing") weaker.push({ ...move, inside: "nothing" });
  if (inside !== "nothing" && inside > 0) weaker.push({ ...move, inside: inside - 1 });
  if (kept > 0) weaker.push({ ...move, kept: 0 });
  return weaker;
};

const weakerCuts = (move: Cut): readonly Move[] => {
  const weaker: Move[] = [];
  if (move.ways === "both") weaker.push({ ...move, ways: "one" }, { ...move, ways: "one", from: move.to, to: move.from });
  return [...weaker, ...fewerEnds(move)];
};

const fewerEnds = <M extends Cut | Clog>(move: M): readonly M[] => {
  const { from, to } = move;
  return [
    ...(from.length > 1 ? from.map((node) => ({ ...move, from: from.filter((other) => other !== node) })) : []),
    ...(to.length > 1 ? to.map((node) => ({ ...move, to: to.filter((other) => other !== node) })) : []),
  ];
};

/** What is late at both ends of a cut need not be lost. */
const clogs = ({ at, from, to, ways }: Cut): readonly Clog[] => {
  const clog: Clog = { at, kind: "clog", from, to };
  return ways === "one" ? [clog] : [clog, { ...clog, from: to, to: from }];
};

const slowly = ({ at, node }: Turn | Twin): readonly Slow[] => [1, 4, 16].map((by) => ({ at, kind: "slow", node, by }));

const weakerTwins = ({ at, node, peers }: Twin): readonly Move[] => [
  { at, kind: "pause", node },
  { at, kind: "crash", node, inside: "nothing", kept: 0 },
  ...["stutter", "half-mute", "mute"].map((lie): Move => ({ at, kind: "turn", node, lie })),
  ...peers.map((peer): Move => ({ at, kind: "twin", node, peers: peers.filter((other) => other !== peer) })),
];

const weakerSkews = (move: Skew): readonly Skew[] => [
  ...(move.driftPermille === 0 ? [] : [{ ...move, driftPermille: 0 }]),
  ...(move.by === 0 ? [] : [{ ...move, by: 0 }]),
  ...lower(Math.abs(move.by), 1).map((by) => ({ ...move, by: Math.sign(move.by) * by })),
  ...lower(Math.abs(move.driftPermille), 1).map((drift) => ({ ...move, driftPermille: Math.sign(move.driftPermille) * drift })),
];

const weakerFaults = (move: DiskFault): readonly DiskFault[] => {
  const { fault } = move;
  if (fault.kind === "stale") return [{ ...move, fault: { kind: "torn", kept: 0 } }];
  return lower(fault.kept, 0).map((kept) => ({ ...move, fault: { kind: "torn", kept } }));
};

/** Only what the ground allows. */
const mild = ({ subject: { ground } }: Quest, moves: readonly Move[]): readonly Move[] =>
  moves.filter((move) => ground.hardships.includes(move.kind as Hardship) && (move.kind !== "turn" || ground.lies.includes(move.lie)));

const shorterFates = (fate: Fate): readonly Move[] => {
  const { then } = fate;
  switch (then.kind) {
    case "drop":
      return [1, 4, 16].map((by) => ({ ...fate, then: { kind: "delay", by } }));
    case "delay":
      return lower(then.by, 1).map((by) => ({ ...fate, then: { kind: "delay", by } }));
    case "duplicate":
      return lower(then.after, 1).map((after) => ({ ...fate, then: { kind: "duplicate", after } }));
  }
};

const shorterTimers = (fate: TimerFate): readonly Move[] => {
  const { then } = fate;
  if (then.kind === "drop") return [1, 4, 16].map((by) => ({ ...fate, then: { kind: "delay", by } }));
  return lower(then.by, 1).map((by) => ({ ...fate, then: { ...then, by } }));
};

/** At the very first, with another move or just after one, in half the time, a tick before. */
const earlier = <M extends Timed>(move: M, moves: readonly Move[]): readonly M[] => {
  const near = moves.flatMap((other) => (!isTimed(other) || other === move ? [] : [other.at, other.at + 1, other.at + 2, other.at + 3]));
  const [least, ...rest] = lower(move.at, 0);
  const ticks = new Set([least, ...near.filter((at) => at < move.at).toSorted((a, b) => a - b), ...rest]);
  return [...ticks].filter((at) => at !== undefined).map((at) => ({ ...move, at }));
};

/** Smaller numbers to try: the least, the half, the next. */
const lower = (value: number, least: number): readonly number[] => {
  const candidates = [least, Math.floor((value + least) / 2), value - 1];
  return candidates.filter((candidate, place) => candidate >= least && candidate < value && candidates.indexOf(candidate) === place);
};
