import type { NodeId, Tick } from "#kernel";
import { blankEntry, everyRole, faultOf, partsMask, refuse } from "./blocks.ts";
import { clockOf, wake, wakeAt } from "./clock.ts";
import type { Because, Block, BlockId, Entry, Mask, Own, State } from "./parts.ts";
import { compareBlocks } from "./ring.ts";
import { rolesOf } from "./tally.ts";

/** Where polling begins for a block just learnt, under rules that poll pair by pair: two silent rounds, for the news to come round. */
const FRESH_SWEEP = 10;

/** What a node holds of a block: from its pool, or from its store. */
export const standingOf = ({ pool, blocks }: State, block: BlockId): Entry["phase"] | "unknown" => {
  const entry = pool.get(block);
  if (entry !== undefined) return entry.phase;
  return blocks.has(block) ? "commit" : "unknown";
};

/** The body of a block, wherever this node has it. */
export const bodyOf = ({ pool, blocks }: State, block: BlockId): Block | undefined => pool.get(block)?.body ?? blocks.get(block);

/** A vote, as far as the pool cares for it. */
export interface Word {
  readonly mask: Mask;
  readonly time: Tick;
  readonly asks: boolean;
}

/** Makes room for a block of which only a vote is known. Its age counts from the voter's clock, or from one's own. */
export const openEntry = (block: BlockId, time: Tick, state: State, self: Own): Entry => {
  const entry = blankEntry(block, self.config.ages === "sender" ? time : clockOf(self));
  state.pool.set(block, entry);
  // Who is born later than now is dropped as soon as this node acts, however far ahead the sender's clock may be.
  if (entry.born > clockOf(self)) wake(state, self);
  else wakeAt(entry.born + self.config.lifetime, state, self);
  return entry;
};

/** Whether a block may come in: its name is there already, or there is room for one more. */
export const hasRoom = (block: BlockId, { pool }: State, { config: { poolMax } }: Own): boolean =>
  poolMax === 0 || pool.size < poolMax || pool.has(block);

/** Whether votes are recorded at all: not by a pool that is full. */
export const isHearing = ({ pool }: State, { config }: Own): boolean => config.votesUpTo === 0 || pool.size < config.votesUpTo;

/** Keeps the latest word of a voter. */
export const record = (entry: Entry, from: NodeId, { mask, time, asks }: Word, state: State, self: Own): void => {
  const held = entry.votes.get(from);
  const isLater = held === undefined || time > held.time || (time === held.time && self.config.spreads === "reactive");
  if (isLater) entry.votes.set(from, { mask, time, asks });
  else if (time < held.time) return;
  entry.isUpdated = true;
  if (entry.phase === "pending" && entry.body !== undefined) wake(state, self);
};

/** Brings a body into the pool. The first one that is well formed stays; a malformed one blocks its name. */
export const admit = (body: Block, came: NonNullable<Entry["came"]>, state: State, self: Own): Entry => {
  const now = clockOf(self);
  const entry = state.pool.get(body.block) ?? openEntry(body.block, now, state, self);
  if (entry.body !== undefined) return entry;
  const fault = faultOf(body, now, self);
  if (fault !== undefined) {
    refuse(state, fault);
    if (fault !== "name") block(entry, "shape");
    return entry;
  }
  entry.body = body;
  entry.came = came;
  entry.unresolved = everyRole(body);
  entry.roles = rolesOf(body, FRESH_SWEEP, self);
  entry.unvalidated = self.config.validates === "nothing" ? 0 : partsWithParents(body);
  entry.isUpdated = true;
  if (self.config.spreads === "reactive") revive(entry, now);
  wake(state, self);
  return entry;
};

/** A name that was blocked for a malformed body is free again, and young. */
const revive = (entry: Entry, now: Tick): void => {
  entry.phase = "pending";
  entry.because = undefined;
  entry.born = now;
};

export const block = (entry: Entry, because: Because): void => {
  entry.phase = "blocked";
  entry.because = because;
};

const partsWithParents = (body: Block): Mask => {
  let mask = partsMask(body);
  body.parts.forEach(({ last }, part) => {
    if (last === 0) mask &= ~(1 << part);
  });
  return mask;
};

/** Drops what has grown too old, and tells the client of its block where the rules say so. */
export const expire = (state: State, now: Tick, self: Own): void => {
  const told: Entry[] = [];
  for (const entry of state.pool.values()) {
    const age = now - entry.born;
    // An age is unsigned where it is counted from the sender's clock: who is ahead of this node is as good as dead.
    if (age < self.config.lifetime && (age >= 0 || self.config.ages === "own")) continue;
    state.pool.delete(entry.block);
    if (entry.phase !== "commit" && self.config.expires === "told") told.push(entry);
  }
  tellExpired(told, self);
};

/** Tells the clients of blocks that grew too old, in an order that nothing but the calls has a say in. */
export const tellExpired = (entries: readonly Entry[], self: Own): void => {
  const calls = entries.flatMap(({ call }) => (call === undefined ? [] : [call]));
  for (const call of calls.sort((a, b) => a - b)) self.respond(call, "expired");
};

/** Names that wait for a body, in the order of the ring. */
export const blanksIn = ({ pool }: State): Entry[] => {
  const blanks: Entry[] = [];
  for (const entry of pool.values()) if (entry.phase === "pending" && entry.body === undefined) blanks.push(entry);
  return blanks.length < 2 ? blanks : blanks.sort((a, b) => compareBlocks(a.block, b.block));
};

/** Bodies that wait to be committed, in the order of the ring: the order in which they came must not show. */
export const pendingIn = ({ pool }: State): Entry[] => {
  const pending: Entry[] = [];
  for (const entry of pool.values()) if (entry.phase === "pending" && entry.body !== undefined) pending.push(entry);
  return pending.length < 2 ? pending : pending.sort((a, b) => compareBlocks(a.block, b.block));
};
