import type { Dice, Ground } from "#hunt";
import { isTimed } from "#kernel";
import type { Move, Plain, Schedule, Submit } from "#kernel";
import type { Operation } from "#protocols/echo-consent";
import { follow, openLedger, operationOf } from "#spec/echo-consent";

const TOKENS = 6;
const PARTS_MAX = 3;

/** One client a token, who knows where it stands and what was asked for: nobody contends, and nobody steals. */
export const inTurn: Ground = {
  nodes: [12, 16],
  topology: "mesh",
  delta: 2,
  storm: 40,
  calm: 80,
  hardships: [],
  lies: [],
  faultsOf: () => 0,
  eventsMax: 100_000,
  calls: 8,
  operation: (dice, earlier) => next(dice, earlier),
};

/** The same with everything that leaves nodes honest. */
export const stormy: Ground = { ...inTurn, hardships: ["cut", "clog", "crash", "pause", "slow", "skew", "retry", "timers", "weather"] };

/** The same with thieves: now and then a key is not the one that may. */
export const thievish: Ground = {
  ...inTurn,
  operation(dice, earlier) {
    const operation = next(dice, earlier);
    const [first, ...others] = operation.parts;
    return dice.oneIn(2) || first!.last === 0 ? operation : { ...operation, parts: [{ ...first!, signature: THEIRS }, ...others] };
  },
};

const THEIRS = 1_000;

const next = (dice: Dice, earlier: readonly Plain[]): Operation => {
  const ledger = openLedger();
  for (const operation of earlier) follow(ledger, operationOf(operation));
  const [block, first, used] = [earlier.length + 1, dice.below(TOKENS), 1 + dice.below(PARTS_MAX)];
  const parts = Array.from({ length: used }, (_, place) => {
    const token = 1 + ((first + place) % TOKENS);
    const held = ledger.holdings.get(token);
    return { token, last: held?.block ?? 0, key: 10 * block + place, signature: held?.key ?? 0 };
  });
  return { block, parts };
};

/** The same calls by clients who wait: who spends what another block left asks so many ticks after that one. */
export const unhurried = (schedule: Schedule, waitTicks: number): Schedule => {
  const depths = new Map<number, number>([[0, 0]]);
  const moves: Move[] = schedule.moves.map((move) => {
    if (move.kind !== "submit") return move;
    const { block, parts } = operationOf(move.operation);
    const depth = 1 + Math.max(...parts.map(({ last }) => depths.get(last)!));
    depths.set(block, depth);
    return { ...move, at: depth * waitTicks + (move.at % waitTicks) };
  });
  const end = waitTicks * (2 + Math.max(...depths.values()));
  return { ...schedule, moves: moves.filter(isTimed).toSorted((a, b) => a.at - b.at), calm: { from: end, for: schedule.calm.for } };
};

export const callsOf = ({ moves }: Schedule): readonly Submit[] => moves.filter((move) => move.kind === "submit");
