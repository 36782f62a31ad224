/** Mixes one more number into a hash of 32 bits. There is no stream: every roll is a mix of the seed and a name. */
export const mix = (hash: number, value: number): number => {
  let x = Math.imul(hash ^ value, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15) ^ hash, 0x735a2d97);
  return x ^ (x >>> 16);
};

/** An even choice among 0 … bound - 1 from 32 mixed bits: exact, because the product stays below 2^53 for bounds below 2^21. */
export const choose = (roll: number, bound: number): number => Math.floor(((roll >>> 0) * bound) / 0x100000000);

/** The two halves of a seed of 64 bits. */
export interface Seed {
  readonly high: number;
  readonly low: number;
}

/** Reads 16 hexadecimal digits. */
export const seedOf = (digits: string): Seed => ({
  high: Number.parseInt(digits.slice(0, 8), 16) | 0,
  low: Number.parseInt(digits.slice(8), 16) | 0,
});

/** Writes 64 bits as 16 hexadecimal digits. */
export const digitsOf = (high: number, low: number): string => wordOf(high) + wordOf(low);

const wordOf = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");

/** The seed of run `index` of a hunt: neighbouring indices give unrelated seeds. */
export const seedAt = (root: Seed, index: number): Seed => ({
  high: mix(mix(root.high, index), root.low),
  low: mix(mix(root.low, index ^ 0x5bd1e995), root.high),
});

/** One number for a seed, where 32 bits will do: salts the rolls of one run. */
export const saltOf = (seed: Seed): number => mix(mix(0x2545f491, seed.high), seed.low);
