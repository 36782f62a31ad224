import type { Move, Plain, Retry, Submit } from "#kernel";

/**
 * The same moves, with calls that ask for something else. A fate whose message begins with the numbers of such a call names the
 * message that will come instead; where it guesses wrong, the fate meets nothing and goes.
 */
export const retell = (moves: readonly Move[], ask: (call: Submit) => Plain): readonly Move[] => {
  const calls = moves.filter((move) => move.kind === "submit");
  const pairs = calls.map((call) => [numbersOf(call.operation), numbersOf(ask(call))] as const);
  return moves.map((move) => {
    if (move.kind === "submit") return { ...move, operation: ask(move) };
    if (move.kind === "retry") return again(move, calls, ask);
    if (move.kind !== "fate") return move;
    const said = numbersOf(move.message.identity);
    const pair = pairs.find(([before]) => said.length > 0 && said.every((number, place) => number === before[place]));
    return pair === undefined
      ? move
      : { ...move, message: { ...move.message, identity: withNumbers(move.message.identity, [...pair[1]]) } };
  });
};

/** A client asks again for what it asked for. */
const again = (move: Retry, calls: readonly Submit[], ask: (call: Submit) => Plain): Retry => {
  const call = calls.find(({ name }) => name === move.name);
  return call === undefined ? move : { ...move, operation: ask(call) };
};

const numbersOf = (value: Plain | undefined): readonly number[] => {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
};

/** The value with its numbers replaced, one after the other. */
const withNumbers = (value: Plain | undefined, numbers: number[]): Plain => {
  if (typeof value === "number") return numbers.shift() ?? value;
  if (Array.isArray(value)) return value.map((held: Plain) => withNumbers(held, numbers));
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, withNumbers(held, numbers)]));
};
