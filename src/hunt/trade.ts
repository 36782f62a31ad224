import type { Crash, Move } from "#kernel";
import { attemptMoves } from "./quest.ts";
import type { Quest } from "./quest.ts";

/** Drops a move and changes another: what two did may be done by one call that comes later or to another node, or by a harder fate. */
export const tradeMoves = (quest: Quest): boolean => {
  const { moves } = quest.best;
  return moves.some((dropped) =>
    moves.some((kept) => {
      if (kept === dropped) return false;
      const rest = moves.filter((move) => move !== dropped);
      return variantsOf(quest, kept, dropped).some((other) => attemptMoves(quest, withLaterRestart(rest.with(rest.indexOf(kept), other), other)));
    }),
  );
};

/** A node that crashes inside a handler is not started again before that handler has come. */
const withLaterRestart = (moves: readonly Move[], crash: Move): readonly Move[] =>
  crash.kind !== "crash" ? moves : moves.map((move) => (move.kind === "restart" && move.node === crash.node && move.at >= crash.at ? { ...move, at: Math.max(move.at, crash.at + 3) } : move));

/** Only what has been seen to help: each of these costs an execution for every pair of moves. */
const variantsOf = ({ best }: Quest, kept: Move, dropped: Move): readonly Move[] => {
  if (kept.kind === "crash" && dropped.kind !== "restart") return [...insideOf(kept, best.moves), ...strikesOf(kept), ...(dropped.kind === "crash" ? elsewhere(kept, best.setup.nodes) : [])];
  if (kept.kind === "fate" && kept.then.kind !== "drop" && dropped.kind === "submit") return [{ ...kept, then: { kind: "drop" } }];
  if (kept.kind !== "submit") return [];
  const isForCall = dropped.kind === "fate" || dropped.kind === "cut" || dropped.kind === "pause";
  const later = (isForCall ? [1, 2, 3] : dropped.kind === "submit" ? [1] : []).map((ticks): Move => ({ ...kept, at: kept.at + ticks }));
  if (!isForCall) return later;
  const nodes = Array.from({ length: best.setup.nodes }, (_, node) => node);
  return [...later, ...nodes.filter((node) => node !== kept.node).map((node): Move => ({ ...kept, node }))];
};

/** The crash comes earlier, with a call, and inside what follows from it. */
const insideOf = (crash: Crash, moves: readonly Move[]): readonly Move[] => {
  const ticks = new Set(moves.flatMap((move) => (move.kind === "submit" && move.at < crash.at ? [move.at] : [])));
  return [...ticks].flatMap((at) => [0, 1, 2].map((inside): Move => ({ ...crash, at, inside })));
};

/** The crash comes when it came, after some effects. */
const strikesOf = (crash: Crash): readonly Move[] =>
  [2, 3].filter((inside) => inside !== crash.inside).map((inside): Move => ({ ...crash, inside }));

/** The crash comes at another node, after some effects. */
const elsewhere = (crash: Crash, nodes: number): readonly Move[] =>
  Array.from({ length: nodes }, (_, node) => node).flatMap((node) => (node === crash.node ? [] : [1, 2].map((inside): Move => ({ ...crash, node, inside }))));
