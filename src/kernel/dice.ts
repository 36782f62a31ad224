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
export const seedOf = (digits: string): Seed => ({ high: wordAt(digits, 0), low: wordAt(digits, 8) });

/** Eight hexadecimal digits from there on. Every run reads a seed, and `parseInt` on a part of it costs ten times as much. */
const wordAt = (digits: string, from: number): number => {
  let word = 0;
  for (let i = from; i < from + 8; i++) word = (word << 4) | numeralOf(digits.charCodeAt(i));
  return word;
};

const numeralOf = (digit: number): number => (digit <= NINE ? digit - ZERO : (digit | LOWER_CASE) - TEN);

const ZERO = 0x30;
const NINE = 0x39;
const LOWER_CASE = 0x20;
/** The letter `a` stands for ten. */
const TEN = 0x61 - 10;

/** Writes 64 bits as 16 hexadecimal digits. */
export const digitsOf = (high: number, low: number): string => wordOf(high) + wordOf(low);

const wordOf = (word: number): string => byteOf(word >>> 24) + byteOf(word >>> 16) + byteOf(word >>> 8) + byteOf(word);

const byteOf = (word: number): string => BYTES[word & 0xff]!;

/** All bytes as text: writing 32 bits in one go goes through floating point. */
const BYTES = Array.from({ length: 0x100 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The seed of run `index` of a hunt: neighbouring indices give unrelated seeds. */
export const seedAt = (root: Seed, index: number): Seed => ({
  high: mix(mix(root.high, index), root.low),
  low: mix(mix(root.low, index ^ 0x5bd1e995), root.high),
});

/** One number for a seed, where 32 bits will do: salts the rolls of one run. */
export const saltOf = (seed: Seed): number => mix(mix(0x2545f491, seed.high), seed.low);
