import { mix } from "#kernel";

/**
 * A set of calls by their numbers: all below `first`, not `first`, and above it those whose bits are set. A word has the bits of 32
 * calls; the words begin with that of `first` and end with the last that is not empty, so equal sets are equal word by word.
 */
export interface Calls {
  readonly first: number;
  readonly words: readonly number[];
}

export const NO_CALLS: Calls = { first: 0, words: [] };

export const hasCall = ({ first, words }: Calls, call: number): boolean =>
  call < first || ((words[(call >>> 5) - (first >>> 5)] ?? 0) & (1 << (call & 31))) !== 0;

/** The set with one call more. */
export const withCall = ({ first, words }: Calls, call: number): Calls => {
  const base = first >>> 5;
  const place = (call >>> 5) - base;
  const more = words.slice();
  while (more.length <= place) more.push(0);
  more[place]! |= 1 << (call & 31);
  let next = first;
  while (((more[(next >>> 5) - base] ?? 0) & (1 << (next & 31))) !== 0) next++;
  const passed = (next >>> 5) - base;
  return { first: next, words: passed === 0 ? more : more.slice(passed) };
};

export const isSameSet = (a: Calls, b: Calls): boolean => {
  if (a.first !== b.first || a.words.length !== b.words.length) return false;
  for (let word = 0; word < a.words.length; word++) if (a.words[word] !== b.words[word]) return false;
  return true;
};

/** Whether all calls of the one are in the other. */
export const isSubset = (a: Calls, b: Calls): boolean => {
  for (let call = b.first; call < a.first; call++) if (!hasCall(b, call)) return false;
  const base = a.first >>> 5;
  for (let word = 0; word < a.words.length; word++)
    for (let rest = a.words[word]!; rest !== 0; rest &= rest - 1)
      if (!hasCall(b, ((base + word) << 5) + 31 - Math.clz32(rest & -rest))) return false;
  return true;
};

export const hashOfSet = ({ first, words }: Calls): number => {
  let hash = first;
  for (let word = 0; word < words.length; word++) hash = mix(hash, words[word]!);
  return hash;
};
