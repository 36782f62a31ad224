import type { Crash, Move, Tick } from "#kernel";
import { attemptMoves } from "./quest.ts";
import type { Quest } from "./quest.ts";

/** Drops a move and changes another: what two did may be done by one that comes at another time, at another node, or harder. */
export const tradeMoves = (quest: Quest): boolean => {
  const { moves } = quest.best;
  return moves.some((dropped) =>
    moves.some((kept) => {
      if (kept === dropped || quest.isSpent) return false;
      const rest = moves.filter((move) => move !== dropped);
      return variantsOf(quest, kept, dropped).some((other) => attemptMoves(quest, exchanged(rest, kept, other)));
    }),
  );
};

/** A restart follows its crash to another node, and to after the handler inside which the node crashes. */
const exchanged = (moves: readonly Move[], kept: Move, other: Move): readonly Move[] =>
  moves.map((move) => {
    if (move === kept) return other;
    if (kept.kind !== "crash" || other.kind !== "crash" || move.kind !== "restart" || move.node !== kept.node) return move;
    return { ...move, node: other.node, at: Math.max(move.at, other.at + HANDLED_TICKS) };
  });

/** By then a call has been said, heard and answered. */
const HANDLED_TICKS = 3;

/** Only what has been seen to help: each of these costs an execution for every pair of moves. */
const variantsOf = ({ best }: Quest, kept: Move, dropped: Move): readonly Move[] => {
  const nodes = Array.from({ length: best.setup.nodes }, (_, node) => node).filter((node) => !("node" in kept) || node !== kept.node);
  switch (kept.kind) {
    case "submit": {
      const isForCall = dropped.kind === "fate" || dropped.kind === "cut" || dropped.kind === "pause";
      const later = [1, 2, 3].map((ticks): Move => ({ ...kept, at: kept.at + ticks }));
      return isForCall ? [...later, ...nodes.map((node): Move => ({ ...kept, node }))] : [];
    }
    case "crash": {
      if (dropped.kind === "restart") return [];
      const call = best.moves.findLast((move) => move.kind === "submit" && move.at < kept.at);
      const at = call?.kind === "submit" ? call.at : kept.at;
      const there = [...(at < kept.at ? strikes(kept, at, [0, 1, 2]) : []), ...strikes(kept, kept.at, [2, 3, 4])];
      return dropped.kind === "submit" ? there : [...there, ...nodes.flatMap((node) => strikes({ ...kept, node }, at, [1, 2]))];
    }
    case "fate":
      return dropped.kind === "submit" && kept.then.kind !== "drop" ? [{ ...kept, then: { kind: "drop" } }] : [];
    default:
      return [];
  }
};

/** The crash comes inside a handler, after so many effects. */
const strikes = (crash: Crash, at: Tick, effects: readonly number[]): readonly Move[] =>
  effects.map((inside): Move => ({ ...crash, at, inside }));
