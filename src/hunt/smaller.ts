import type { Fate, Move, Schedule } from "#kernel";
import { unreachable } from "#kernel";

/** How hard one move is on a protocol: a liar is harder than a crash, a crash than a lost message. */
const strengthOf = (move: Move): number => {
  switch (move.kind) {
    case "turn":
      return BLIND[move.lie] ?? 14;
    case "crash":
      return move.inside === "nothing" ? 9 : 10;
    case "pause":
      return 8;
    case "cut":
      return move.ways === "both" ? 7 : 6;
    case "fate":
      return FATES[move.then.kind];
    case "heal":
    case "restart":
    case "resume":
      return 1;
    case "submit":
      return 0;
    default:
      return unreachable(move);
  }
};

const BLIND: Readonly<Record<string, number>> = { mute: 13, "half-mute": 12, stutter: 11 };
const FATES: Readonly<Record<Fate["then"]["kind"], number>> = { duplicate: 4, drop: 3, delay: 2 };

/** What a schedule weighs: its moves, then how hard they are, then its ticks, then its ids and payloads. Earlier entries count for more. */
const weightOf = ({ moves, setup }: Schedule): readonly number[] => [
  moves.length,
  sumOf(moves, strengthOf),
  sumOf(moves, (move) => (move.kind === "fate" ? 0 : move.at)) + sumOf(moves, lengthOf),
  sumOf(moves, numbersIn),
  setup.seed === SEED_ZERO ? 0 : 1,
];

/** The seed of a schedule to which chance no longer matters. */
export const SEED_ZERO = "0000000000000000";

/** Whether one schedule is smaller than another. */
export const isSmaller = (one: Schedule, other: Schedule): boolean => {
  const a = weightOf(one);
  const b = weightOf(other);
  const place = a.findIndex((weight, index) => weight !== b[index]);
  return place >= 0 && a[place]! < b[place]!;
};

const sumOf = (moves: readonly Move[], weigh: (move: Move) => number): number => moves.reduce((sum, move) => sum + weigh(move), 0);

const lengthOf = (move: Move): number => {
  if (move.kind !== "fate") return 0;
  if (move.then.kind === "delay") return move.then.by;
  return move.then.kind === "duplicate" ? move.then.after : 0;
};

/** Every number that a move names, ticks and lengths apart: ids, payloads, counts. */
const numbersIn = (move: Move): number => {
  switch (move.kind) {
    case "submit":
      return move.node + move.name + sumOfNumbers(move.operation);
    case "cut":
      return sumOfNumbers([...move.from, ...move.to]);
    case "crash":
      return move.node + move.kept + (move.inside === "nothing" ? 0 : move.inside);
    case "fate":
      return (
        move.message.from + move.message.to + (move.message.nth === "every" ? 99 : move.message.nth) + sumOfNumbers(move.message.identity)
      );
    case "heal":
      return 0;
    default:
      return move.node;
  }
};

const sumOfNumbers = (value: unknown): number => {
  if (typeof value === "number") return Math.abs(value);
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, held) => sum + sumOfNumbers(held), 0);
};
