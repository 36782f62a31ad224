import type { Plain } from "#kernel";
import type { Machine } from "#oracles";

/** A register that can be read, written, and exchanged where it holds what is expected. */
export const register: Machine<number> = {
  start: 0,
  step(value, operation) {
    const [word, first, second] = operation as readonly [string, number, number];
    if (word === "read") return { next: value, result: value };
    if (word === "write") return { next: first, result: null };
    return value === first ? { next: second, result: true } : { next: value, result: false };
  },
};

/** Many of them: an operation begins with the key of its register. */
export const registers: Machine<number> = {
  start: register.start,
  step: (state, operation) => register.step(state, (operation as readonly Plain[]).slice(1)),
  keyOf: (operation) => (operation as readonly Plain[])[0]!,
};

/** A queue of the numbers put into it; taking from an empty one gives null. */
export const queue: Machine<readonly number[]> = {
  start: [],
  step(held, operation) {
    const [word, number] = operation as readonly [string, number];
    if (word === "put") return { next: [...held, number], result: held.length };
    return held.length === 0 ? { next: held, result: null } : { next: held.slice(1), result: held[0]! };
  },
};

/** Counts how often a machine steps. */
export const counted = <S extends Plain>(machine: Machine<S>): { readonly machine: Machine<S>; readonly steps: () => number } => {
  let steps = 0;
  const step: Machine<S>["step"] = (state, operation) => {
    steps++;
    return machine.step(state, operation);
  };
  return { machine: { ...machine, step }, steps: () => steps };
};
