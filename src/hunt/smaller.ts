import type { Move, Schedule } from "#kernel";
import { isTimed, unreachable } from "#kernel";

/** How hard one move is on a protocol: a liar is harder than a crash, a crash than a lost message. */
const strengthOf = (move: Move): number => {
  switch (move.kind) {
    case "turn":
      return LIES[move.lie] ?? 20;
    case "twin":
      return 19;
    case "slow":
      return 14;
    case "disk":
      return move.fault.kind === "stale" ? 13 : 12;
    case "crash":
      return move.inside === "nothing" ? 10 : 11;
    case "pause":
      return 9;
    case "cut":
      return move.ways === "both" ? 8 : 7;
    case "clog":
      return 6;
    case "skew":
      return 5;
    case "fate":
    case "timer":
      return FATES[move.then.kind];
    case "retry":
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

const LIES: Readonly<Record<string, number>> = { stale: 18, mute: 17, "half-mute": 16, stutter: 15 };
const FATES = { duplicate: 4, drop: 3, delay: 2, early: 2 } as const;

/** What a schedule weighs: its moves, then its nodes, then how hard they are, then its ticks, then its ids and payloads. Earlier entries count for more. */
const weightOf = ({ moves, setup }: Schedule): readonly number[] => [
  moves.length,
  setup.nodes,
  sumOf(moves, strengthOf),
  sumOf(moves, (move) => (isTimed(move) ? move.at : 0)) + sumOf(moves, lengthOf),
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
  switch (move.kind) {
    case "fate":
    case "timer":
      return "by" in move.then ? move.then.by : move.then.kind === "duplicate" ? move.then.after : 0;
    case "slow":
      return move.by;
    case "skew":
      return Math.abs(move.by) + Math.abs(move.driftPermille);
    default:
      return 0;
  }
};

/** Every number that a move names, ticks and lengths apart: ids, payloads, counts. */
const numbersIn = (move: Move): number => {
  switch (move.kind) {
    case "timer":
      return move.timer.process + (move.timer.nth === "every" ? 99 : move.timer.nth) + sumOfNumbers(move.timer.says);
    case "twin":
      return move.node + sumOfNumbers(move.peers);
    case "disk":
      return move.node + (move.fault.kind === "torn" ? move.fault.kept : 0);
    case "submit":
    case "retry":
      return move.node + move.name + sumOfNumbers(move.operation);
    case "cut":
    case "clog":
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
