import { HARDSHIPS } from "#hunt";
import type { Dice, Ground } from "#hunt";
import type { Operation } from "#protocols/register";
import { EMPTY, operationOf } from "./machine.ts";

/**
 * The ground on which every mutant of the register is found and the sound one holds. It bears whatever a node may fail to do; it
 * does not bear nodes that make things up, so its liars only hold back and repeat what they would have said.
 */
export const ground: Ground = {
  nodes: [3, 5],
  topology: "mesh",
  delta: 2,
  storm: 64,
  calm: 100,
  hardships: [...HARDSHIPS, "turn"],
  lies: ["stutter", "half-mute", "mute"],
  faultsOf: (nodes) => Math.floor((nodes - 1) / 2),
  eventsMax: 10_000,
  calls: 12,
  operation: (dice, earlier) => next(dice, earlier.map(operationOf)),
  rename: (operations) => renamed(operations.map(operationOf)),
  simpler: (operation) => simpler(operationOf(operation)),
};

/** Half of the calls read. What is written is written once, so that a reader can tell whose word it has. */
const next = (dice: Dice, earlier: readonly Operation[]): Operation => {
  const key = dice.oneIn(4) ? 1 : 0;
  if (dice.oneIn(2)) return { kind: "read", key };
  const value = earlier.length + 1;
  if (!dice.oneIn(3)) return { kind: "write", key, value };
  const values = earlier.flatMap((operation) => (operation.kind !== "read" && operation.key === key ? [operation.value] : []));
  return { kind: "exchange", key, expected: dice.pick([EMPTY, ...values]), value };
};

const simpler = (operation: Operation): readonly Operation[] => {
  const candidates: Operation[] = [];
  if (operation.kind === "exchange") candidates.push({ kind: "write", key: operation.key, value: operation.value });
  if (operation.key > 0) candidates.push({ ...operation, key: 0 });
  return candidates;
};

/** Keys and values numbered as they come. What a register holds at first keeps its own number. */
const renamed = (operations: readonly Operation[]): readonly Operation[] => {
  const keys = new Map<number, number>();
  const values = new Map<number, number>([[EMPTY, EMPTY]]);
  const nameIn = (names: Map<number, number>, old: number): number => {
    const name = names.get(old) ?? names.size;
    names.set(old, name);
    return name;
  };
  return operations.map((operation): Operation => {
    const key = nameIn(keys, operation.key);
    if (operation.kind === "read") return { kind: "read", key };
    const expected = operation.kind === "exchange" ? nameIn(values, operation.expected) : EMPTY;
    const value = nameIn(values, operation.value);
    return operation.kind === "exchange" ? { kind: "exchange", key, expected, value } : { kind: "write", key, value };
  });
};
