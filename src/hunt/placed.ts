import type { Move } from "#kernel";

/** Moves as they are made: by tick, those of one tick in the order they are listed. Fates last, for they have no tick. */
export const inOrder = (moves: readonly Move[]): readonly Move[] => moves.toSorted((a, b) => tickOf(a) - tickOf(b));

const tickOf = (move: Move): number => (move.kind === "fate" ? Number.MAX_SAFE_INTEGER : move.at);
