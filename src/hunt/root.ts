import seedrandom from "seedrandom";
import type { Seed } from "#kernel";
import { seedOf } from "#kernel";

/** The root of all seeds of a hunt: 16 hexadecimal digits as they are, any other text through one draw of 64 bits. */
export const rootOf = (text: string): Seed => {
  if (/^[0-9a-f]{16}$/.test(text)) return seedOf(text);
  const draw = seedrandom(text);
  return { high: draw.int32(), low: draw.int32() };
};
