import type { NodeId, Tick } from "#kernel";
import { lookSoon } from "./agenda.ts";
import { cast } from "./ballots.ts";
import type { Said } from "./ballots.ts";
import { blankEntry } from "./blocks.ts";
import { clockOf, wake, wakeAt } from "./clock.ts";
import { addToOpen } from "./open.ts";
import type { Because, Block, BlockId, Entry, Own, State } from "./parts.ts";
import { strike } from "./spenders.ts";

/** What a node holds of a block: from its pool, or from its store. */
export const standingOf = ({ pool, blocks, aside }: State, block: BlockId): Entry["phase"] | "unknown" => {
  const entry = pool.get(block);
  if (entry !== undefined) return entry.phase;
  if (blocks.has(block)) return "commit";
  return aside?.gone.has(block) === true ? "blocked" : "unknown";
};

/** The body of a block, wherever this node has it. */
export const bodyOf = ({ pool, blocks }: State, block: BlockId): Block | undefined => pool.get(block)?.body ?? blocks.get(block);

/** Makes room for a block of which only a vote is known. Its age counts from the voter's clock, or from one's own. */
export const openEntry = (block: BlockId, time: Tick, state: State, self: Own): Entry => {
  const entry = blankEntry(block, self.config.ages === "sender" ? time : clockOf(self));
  state.pool.set(block, entry);
  state.poolMost = Math.max(state.poolMost, state.pool.size);
  if (self.config.spreads === "reactive") lookSoon(entry, state, self);
  else if (self.config.spreads === "polling") addToOpen(block, state);
  // Who is born later than now is dropped as soon as this node acts, however far ahead the sender's clock may be.
  const oldAt = entry.born > clockOf(self) ? clockOf(self) : entry.born + self.config.lifetime;
  state.agesAt = Math.min(state.agesAt, oldAt);
  wakeAt(oldAt, state, self);
  return entry;
};

/** Whether a block may come in: its name is there already, or there is room for one more. */
export const hasRoom = (block: BlockId, { pool }: State, { config: { poolMax } }: Own): boolean =>
  poolMax === 0 || pool.size < poolMax || pool.has(block);

/** Whether votes are recorded at all: not by a pool that is full. */
export const isHearing = ({ pool }: State, { config }: Own): boolean => config.votesUpTo === 0 || pool.size < config.votesUpTo;

/** Keeps the latest word of a voter. */
export const record = (entry: Entry, from: NodeId, said: Said, state: State, self: Own): void => {
  if (!cast(entry.votes, from, said, self.config.spreads === "reactive")) return;
  entry.isUpdated = true;
  if (entry.phase === "pending" && entry.body !== undefined) stir(entry, state, self);
};

/** Something befell an entry: the node acts as soon as it may. */
export const stir = (entry: Entry, state: State, self: Own): void => {
  if (self.config.spreads === "reactive") lookSoon(entry, state, self);
  else wake(state, self);
};

export const block = (entry: Entry, because: Because): void => {
  entry.phase = "blocked";
  entry.because = because;
};

export const drop = ({ block: name, body }: Entry, state: State): void => {
  state.pool.delete(name);
  if (body !== undefined) strike(body, state);
};
