import { entryOf } from "#kernel";
import type { Block, BlockId, Entry, State, TokenId } from "./parts.ts";

/** Which bodies in the pool touch a token, in the order in which they came: the gate looks here instead of through the pool. */
export type Spenders = Map<TokenId, BlockId[]>;

export const enlist = ({ block, parts }: Block, { spenders }: State): void => {
  for (const { token } of parts) entryOf(spenders, token, none).push(block);
};

const none = (): BlockId[] => [];

/** A body has left the pool: its tokens are free of it. */
export const strike = ({ block, parts }: Block, { spenders }: State): void => {
  for (const { token } of parts) {
    const left = spenders.get(token)?.filter((other) => other !== block) ?? [];
    if (left.length === 0) spenders.delete(token);
    else spenders.set(token, left);
  }
};

/** The bodies in the pool that touch a token of this one, and it itself. */
export const spendersOf = ({ parts }: Block, { pool, spenders }: State): ReadonlySet<Entry> => {
  const found = new Set<Entry>();
  for (const { token } of parts) for (const name of spenders.get(token) ?? []) found.add(pool.get(name)!);
  return found;
};
