import type { Plain } from "#kernel";
import type { Machine } from "#oracles";
import type { Operation } from "#protocols/register";

/** What a register holds before it is written. */
export const EMPTY = 0;

/** An operation of the register, which files and generators know as plain data. */
export const operationOf = (operation: Plain): Operation => operation as Operation;

/** One register that never fails. Each key has its own. */
export const machine: Machine<number> = {
  start: EMPTY,
  step(value, said) {
    const operation = operationOf(said);
    switch (operation.kind) {
      case "read":
        return { next: value, result: value };
      case "write":
        return { next: operation.value, result: null };
      case "exchange":
        return value === operation.expected ? { next: operation.value, result: true } : { next: value, result: false };
    }
  },
  keyOf: (operation) => operationOf(operation).key,
};
