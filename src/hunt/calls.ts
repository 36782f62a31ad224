import type { Move, Plain, Submit } from "#kernel";
import { attemptMoves } from "./quest.ts";
import type { Quest } from "./quest.ts";
import { retell } from "./retell.ts";

/** Drops a call together with what hangs on it: the fates of what its node says, or the calls that come after it. */
export const dropCalls = (quest: Quest): boolean => {
  const calls = quest.best.moves.filter((move) => move.kind === "submit");
  return calls.some((call) => {
    const rest = quest.best.moves.filter((move) => move !== call);
    const unfated = rest.filter((move) => move.kind !== "fate" || (move.message.from as number) !== call.node);
    if (unfated.length < rest.length && attemptMoves(quest, unfated)) return true;
    // What came after it comes after what it came after: the parent of a block is the usual case.
    const moves = retell(rest, ({ operation }) => leaningOn(operation, call));
    const changed = moves.filter((move, place) => isOther(move, rest[place]!));
    if (changed.length === 0) return false;
    const late = changed.flatMap((move) =>
      move.kind === "submit" ? [moves.map((other) => (other === move ? { ...move, at: move.at + 1 } : other))] : [],
    );
    return [moves, ...late].some((candidate) => attemptMoves(quest, candidate));
  });
};

const isOther = (move: Move, before: Move): boolean => JSON.stringify(move) !== JSON.stringify(before);

/** Where an operation names, in another place, a number that the dropped one brought in, it names what that one has there, or nothing. */
export const leaningOn = (operation: Plain, { operation: dropped }: Submit): Plain => {
  if (typeof operation !== "object" || operation === null || typeof dropped !== "object" || dropped === null) return operation;
  const had = new Map(Object.entries(dropped));
  const brought = ([key, value]: readonly [string, Plain]): boolean =>
    [...had].some(
      ([other, number]) =>
        typeof number === "number" &&
        number === value &&
        other !== key &&
        value !== had.get(key) &&
        ((had.get(key) ?? 0) as number) < number,
    );
  const entries = Object.entries(operation as Readonly<Record<string, Plain>>).map(
    ([key, value]) => [key, brought([key, value]) ? (had.get(key) ?? 0) : value] as const,
  );
  return Array.isArray(operation) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
};
