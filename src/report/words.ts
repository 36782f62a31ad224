import type { Plain } from "#kernel";

/** Plain data as one short text, its keys in the order in which they were written. */
export const plainText = (value: Plain | undefined): string => {
  if (Array.isArray(value)) return `[${(value as readonly Plain[]).map(plainText).join(",")}]`;
  if (typeof value !== "object" || value === null) return typeof value === "string" ? JSON.stringify(value) : String(value);
  const entries = Object.entries(value as Readonly<Record<string, Plain | undefined>>).filter(([, held]) => held !== undefined);
  return entries.length === 0 ? "{}" : `{ ${entries.map(([key, held]) => `${key}: ${plainText(held)}`).join(", ")} }`;
};

/** What a message says: `vote [0,0,1]`, `claim { lock: 0 }`. An identity that begins with a word, or is of a kind, reads as that and the rest. */
export const identityText = (identity: Plain): string => {
  if (!Array.isArray(identity)) return taggedText(identity);
  const [word, ...rest] = identity as readonly Plain[];
  if (typeof word !== "string") return plainText(identity);
  return rest.length === 0 ? word : `${word} ${plainText(rest)}`;
};

const taggedText = (identity: Plain): string => {
  if (typeof identity !== "object" || identity === null) return plainText(identity);
  const { kind, ...rest } = identity as Readonly<Record<string, Plain | undefined>>;
  if (typeof kind !== "string") return plainText(identity);
  return Object.keys(rest).length === 0 ? kind : `${kind} ${plainText(rest)}`;
};

/** `1 call`, `13 calls`, `1,024 calls`. */
export const countText = (count: number, noun: string, nouns = `${noun}s`): string => `${grouped(count)} ${count === 1 ? noun : nouns}`;

/** The same for a sentence, small numbers as words: `one call`, `two calls`. */
export const wordsFor = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${NUMBERS[count] ?? grouped(count)} ${count === 1 ? noun : nouns}`;

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** A count with its digits in groups of three: `1,234,567`. */
export const grouped = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");

/** `1st`, `2nd`, `11th`. */
export const ordinalText = (place: number): string => {
  const tens = place % 100;
  const isTeen = tens >= 11 && tens <= 13;
  return `${place}${(isTeen ? undefined : ["", "st", "nd", "rd"][place % 10]) || "th"}`;
};

/** `a`, `a and b`, `a, b and c`. */
export const listText = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** A line that is no longer than this, with a mark where it was cut. */
export const cutTo = (line: string, width: number): string => (line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`);
