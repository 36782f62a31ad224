import { wake, wakeAt } from "./clock.ts";
import type { BlockId, Entry, Own, State } from "./parts.ts";
import { compareBlocks } from "./ring.ts";

/** What waits to be settled, in the order of the ring: the order in which it came must not show. */
export const openIn = ({ open, pool }: State): Entry[] => {
  const entries: Entry[] = [];
  for (const name of open) {
    const entry = pool.get(name);
    if (entry?.phase === "pending") entries.push(entry);
  }
  if (entries.length < open.length) open.splice(0, open.length, ...entries.map(({ block: name }) => name));
  return entries;
};

/** Adds a name to what waits, once. */
export const addToOpen = (name: BlockId, { open }: State): void => {
  let [from, to] = [0, open.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareBlocks(open[middle]!, name) < 0) from = middle + 1;
    else to = middle;
  }
  if (open[from] !== name) open.splice(from, 0, name);
};

/** Who has something open acts again in the next round; who has not rests until something grows too old. */
export const rest = (state: State, self: Own): void => {
  const { pool, open } = state;
  for (let place = 0; place < open.length; place++) {
    const entry = pool.get(open[place]!);
    if (entry?.phase === "pending" && (entry.body !== undefined || self.config.fetches !== "once")) return wake(state, self);
  }
  if (pool.size > 0) wakeAt(state.agesAt, state, self);
};
