import type { Dice } from "#hunt";
import type { Operation } from "#protocols/echo-consent";
import { nameOf } from "./claims.ts";

type Part = Operation["parts"][number];
type Content = { readonly time: number; readonly parts: readonly Part[] };

const TOKENS = 3;
const PARTS_MAX = 6;

/** What the next client asks for: most often a block of one token, seldom of more, and now and then one that is wrong. */
export const nextBlock = (dice: Dice, earlier: readonly Operation[]): Operation => {
  const used = dice.oneIn(5) ? 2 : dice.oneIn(16) ? PARTS_MAX : 1;
  const first = dice.below(used === PARTS_MAX ? 1 : TOKENS);
  const parts: Part[] = [];
  const strategy = dice.below(STRATEGIES);
  const newest = earlier.at(-1);
  if (newest !== undefined && strategy === ONWARD)
    return named({ time: earlier.length + 1, parts: onward(newest, KEYS * (earlier.length + 1)) });
  for (let place = 0; place < used; place++) {
    const token = 1 + ((first + place) % (used === PARTS_MAX ? PARTS_MAX : TOKENS));
    parts.push(partOf({ token, strategy, key: KEYS * (earlier.length + 1) + place }, earlier));
  }
  if (used < PARTS_MAX && dice.oneIn(16)) parts.push(parts[0]!);
  if (dice.oneIn(12)) parts[0] = { ...parts[0]!, signature: parts[0]!.signature + 1 };
  const time = dice.oneIn(8) ? timeOf(parts[0]!.last, earlier) : earlier.length + 1;
  return named({ time, parts });
};

/** What a client asks for who spends what it was given: all that the newest block changed, or something new. */
export const nextOfChain = (dice: Dice, earlier: readonly Operation[]): Operation => {
  const newest = earlier.at(-1);
  return newest === undefined || dice.oneIn(4) ? created(dice, earlier) : spent(newest, earlier);
};

/** What a client asks for who spends late what it was given: all that the oldest block changed of which nothing is spent, or something new. */
export const nextOfLate = (dice: Dice, earlier: readonly Operation[]): Operation => {
  const oldest = earlier.find(({ block }) => !earlier.some(({ parts }) => parts.some(({ last }) => last === block)));
  return oldest === undefined || earlier.length < LATE || dice.oneIn(4) ? created(dice, earlier) : spent(oldest, earlier);
};

/** So many come before anybody spends: the first have committed by then. */
const LATE = 4;

const created = (dice: Dice, earlier: readonly Operation[]): Operation => {
  const [first, key] = [1 + 2 * earlier.length, KEYS * (earlier.length + 1)];
  const parts = [first, first + 1].map((token, place) => ({ token, last: 0, key: key + place, signature: 0 }));
  return named({ time: earlier.length + 1, parts: dice.oneIn(2) ? parts : parts.slice(1) });
};

const spent = (given: Operation, earlier: readonly Operation[]): Operation =>
  named({ time: earlier.length + 1, parts: onward(given, KEYS * (earlier.length + 1)) });

const KEYS = 10;
/** Of so many, one is to be a rival, one a creation of what is there, and one the next of all that was last changed. */
const STRATEGIES = 6;
const RIVAL = 0;
const AGAIN = 1;
const ONWARD = 2;

/** The next change of all that the newest block changed. */
const onward = ({ block, parts }: Operation, key: number): readonly Part[] =>
  parts.map((part, place) => ({ token: part.token, last: block, key: key + place, signature: part.key }));

const named = ({ time, parts }: Content): Operation => ({ block: nameOf({ time, parts }), time, parts });

interface Wanted {
  readonly token: number;
  readonly strategy: number;
  readonly key: number;
}

/** What follows the newest block of a token, or stands in its place. */
const partOf = ({ token, strategy, key }: Wanted, earlier: readonly Operation[]): Part => {
  const before = earlier.findLast(({ parts }) => parts.some((part) => part.token === token));
  const part = before?.parts.find((one) => one.token === token);
  if (before === undefined || part === undefined || strategy === AGAIN) return { token, last: 0, key, signature: 0 };
  return strategy === RIVAL ? { ...part, key } : { token, last: before.block, key, signature: part.key };
};

const timeOf = (block: number, earlier: readonly Operation[]): number => earlier.find((one) => one.block === block)?.time ?? 1;

/** Blocks that are simpler: with fewer parts, a lower name, or as an operation that depends on nothing. */
export const simplerBlocks = (operation: Operation): readonly Operation[] => {
  const { block, time = 1, parts } = operation;
  const fewer = parts.length > 1 ? parts.map((_, place) => named({ time, parts: parts.toSpliced(place, 1) })) : [];
  const lower = [1, 2, 3, 4].filter((name) => name < block).map((name) => ({ ...operation, block: name }));
  return [...fewer, ...lower];
};

/** Tokens, keys and times numbered as they come, and blocks under the names that follow from that. */
export const renamedBlocks = (operations: readonly Operation[]): readonly Operation[] => {
  const tokens = new Map<number, number>();
  const blocks = new Map<number, number>();
  const keys = new Map<number, number>([[0, 0]]);
  return operations.map(({ block, time, parts }) => {
    const renamed = named({
      time: time ?? 1,
      parts: parts.map(({ token, last, key, signature }) => ({
        token: numbered(tokens, token, 1),
        last: blocks.get(last) ?? last,
        key: numbered(keys, key, 0),
        signature: numbered(keys, signature, 0),
      })),
    });
    blocks.set(block, renamed.block);
    return renamed;
  });
};

const numbered = (names: Map<number, number>, old: number, from: number): number => {
  const name = names.get(old) ?? names.size + from;
  names.set(old, name);
  return name;
};
