import type { Crash, Cut, Fate, Move, Submit, Turn } from "#kernel";
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
    case "turn":
      return [...weakerLies(move), ...earlier(move, quest.best.moves)];
    case "crash":
      return [...weakerCrashes(move), ...earlier(move, quest.best.moves)];
    case "cut":
      return [...weakerCuts(move), ...earlier(move, quest.best.moves)];
    case "fate":
      return shorterFates(move);
    default:
      return earlier(move, quest.best.moves);
  }
};

/** Fates follow a call that asks for something else. */
const recalled = (moves: readonly Move[], index: number, weaker: Submit): readonly Move[] =>
  retell(moves, (call) => (call === moves[index] ? weaker.operation : call.operation)).with(index, weaker);

const simplerCalls = ({ subject }: Quest, move: Submit): readonly Move[] =>
  (subject.ground.simpler?.(move.operation) ?? []).map((operation) => ({ ...move, operation }));

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
  if (move.from.length > 1) weaker.push(...move.from.map((node) => ({ ...move, from: move.from.filter((other) => other !== node) })));
  if (move.to.length > 1) weaker.push(...move.to.map((node) => ({ ...move, to: move.to.filter((other) => other !== node) })));
  return weaker;
};

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

/** At the very first, with another move or just after one, in half the time, a tick before. */
const earlier = <M extends Exclude<Move, Fate>>(move: M, moves: readonly Move[]): readonly M[] => {
  const near = moves.flatMap((other) =>
    other.kind === "fate" || other === move ? [] : [other.at, other.at + 1, other.at + 2, other.at + 3],
  );
  const [least, ...rest] = lower(move.at, 0);
  const ticks = new Set([least, ...near.filter((at) => at < move.at).toSorted((a, b) => a - b), ...rest]);
  return [...ticks].filter((at) => at !== undefined).map((at) => ({ ...move, at }));
};

/** Smaller numbers to try: the least, the half, the next. */
const lower = (value: number, least: number): readonly number[] => {
  const candidates = [least, Math.floor((value + least) / 2), value - 1];
  return candidates.filter((candidate, place) => candidate >= least && candidate < value && candidates.indexOf(candidate) === place);
};
