import { isTimed } from "#kernel";
import type { Move, Submit, Tick, Ticks, Timed } from "#kernel";
import { attemptMoves } from "./quest.ts";
import type { Quest } from "./quest.ts";

/** Moves that follow each other sooner often need no fates: what was late was only to meet what came later. */
export const quicken = (quest: Quest): boolean => {
  const { moves } = quest.best;
  const timed = moves.filter(isTimed);
  return timed.length < moves.length && GAPS.some((gap) => attemptMoves(quest, paced(timed, gap)));
};

const GAPS = [3, 2, 1, 0] as const;

const paced = (moves: readonly Timed[], gap: Ticks): readonly Timed[] => {
  let before: Tick = 0;
  let at: Tick = 0;
  return moves.map((move) => {
    at += Math.min(move.at - before, gap);
    before = move.at;
    return { ...move, at };
  });
};

/** A call whose messages are late is a call that comes late: ticks later, or last of those in its tick. */
export const holdBack = (quest: Quest): boolean => {
  const { moves } = quest.best;
  return moves.some((move) => {
    if (move.kind !== "submit") return false;
    const late = moves.filter((other) => isLateFrom(other, move));
    const rest = moves.filter((other) => other !== move && !late.includes(other));
    if (late.length > 0 && attemptMoves(quest, rest.toSpliced(lastWith(rest, move.at), 0, move))) return true;
    const ticks = new Set(late.map(lateness));
    return (
      late.length > 1 &&
      [...ticks].some((by) =>
        attemptMoves(
          quest,
          moves.flatMap((other) => heldBack(other, move, by)),
        ),
      )
    );
  });
};

/** The place after all calls of a tick. */
const lastWith = (moves: readonly Move[], at: Tick): number => moves.findLastIndex((move) => move.kind === "submit" && move.at === at) + 1;

const isLateFrom = (move: Move, { node }: Submit): boolean =>
  move.kind === "fate" && move.then.kind === "delay" && (move.message.from as number) === node;

const lateness = (move: Move): Ticks => (move.kind === "fate" && move.then.kind === "delay" ? move.then.by : 0);

const heldBack = (move: Move, call: Submit, by: Ticks): readonly Move[] => {
  if (move === call) return [{ ...call, at: call.at + by }];
  if (move.kind !== "fate" || !isLateFrom(move, call)) return [move];
  return lateness(move) <= by ? [] : [{ ...move, then: { kind: "delay", by: lateness(move) - by } }];
};

/** Brings each move forward together with all that follow it. */
export const hasten = (quest: Quest): void => {
  for (let index = 0; index < quest.best.moves.length; index++) {
    const { moves } = quest.best;
    const move = moves[index]!;
    if (!isTimed(move)) return;
    const gap = move.at - (index === 0 ? 0 : (moves[index - 1] as Timed).at);
    [0, 1, 2, 3].some(
      (left) =>
        left < gap &&
        attemptMoves(
          quest,
          moves.map((one, place) => (place < index || !isTimed(one) ? one : { ...one, at: one.at - (gap - left) })),
        ),
    );
  }
};
