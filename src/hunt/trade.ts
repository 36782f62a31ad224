import type { Move } from "#kernel";
import { harderThan } from "./harder.ts";
import { attemptMoves } from "./quest.ts";
import type { Quest } from "./quest.ts";
import { recastsOf } from "./recast.ts";

/** Drops a move and changes others: what two did may be done by one that comes at another time, at another node, or harder. */
export const tradeMoves = (quest: Quest): boolean => {
  const { moves } = quest.best;
  return moves.some((dropped) => {
    const rest = moves.filter((move) => move !== dropped);
    const isTraded = rest.some(
      (kept) => !quest.isSpent && harderThan(quest, kept, dropped).some((other) => attemptMoves(quest, exchanged(rest, kept, other))),
    );
    return isTraded || recastsOf(quest, rest).some((candidate) => attemptMoves(quest, candidate));
  });
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
