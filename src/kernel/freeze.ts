import { NotPlain } from "./fingerprint.ts";

/**
 * Freezes a value and all it holds, so that a handler which changes what it has let go of throws. What cannot be frozen is
 * refused: two nodes would share it.
 */
export const freeze = <T>(value: T): T => {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value))
    throw new NotPlain(`a ${value.constructor.name} cannot be frozen: what is let go of is made of records and lists`);
  Object.freeze(value);
  for (const held of Object.values(value)) if (typeof held === "object") freeze(held);
  return value;
};
