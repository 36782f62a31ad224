import type { Fate, Move } from "#kernel";
import { attemptMoves } from "./quest.ts";
import type { Quest } from "./quest.ts";

/** Drops whole sorts of fate at once: most of what chance did has nothing to do with the failure. */
export const removeSorts = (quest: Quest): void => {
  if (!quest.best.moves.some(isFate)) return;
  if (
    attemptMoves(
      quest,
      quest.best.moves.filter((move) => !isFate(move)),
    )
  )
    return;
  for (const kind of ["delay", "duplicate", "drop"] as const)
    attemptMoves(
      quest,
      quest.best.moves.filter((move) => !isFate(move) || move.then.kind !== kind),
    );
};

const isFate = (move: Move): move is Fate => move.kind === "fate";

/** Drops chunks from the end backwards, because what is late leans on what is early; after a success it goes on from there. */
export const removeChunks = (quest: Quest): void => {
  for (let size = quest.best.moves.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let end = quest.best.moves.length; end > 0; end = Math.min(end - size, quest.best.moves.length))
      attemptMoves(quest, quest.best.moves.toSpliced(Math.max(0, end - size), Math.min(size, end)));
};

/** Drops each move for itself, and tells whether one could go. */
export const removeEach = (quest: Quest): boolean => {
  const { length } = quest.best.moves;
  for (let index = length - 1; index >= 0; index = Math.min(index, quest.best.moves.length) - 1)
    attemptMoves(quest, quest.best.moves.toSpliced(index, 1));
  return quest.best.moves.length < length;
};

/** Drops every pair: two moves may each be needed only because of the other. */
export const removePairs = (quest: Quest): boolean => {
  for (let late = quest.best.moves.length - 1; late > 0 && !quest.isSpent; late--)
    for (let early = late - 1; early >= 0; early--)
      if (
        attemptMoves(
          quest,
          quest.best.moves.filter((_, index) => index !== late && index !== early),
        )
      )
        return true;
  return false;
};
