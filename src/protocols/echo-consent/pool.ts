import type { NodeId, Tick } from "#kernel";
import { NEVER, lookSoon } from "./agenda.ts";
import { cast, voterOf } from "./ballots.ts";
import type { Said } from "./ballots.ts";
import { blankEntry, everyRole, faultOf, partsMask, refuse } from "./blocks.ts";
import { clockOf, wake, wakeAt } from "./clock.ts";
import type { Because, Block, BlockId, Came, Entry, Mask, Own, State } from "./parts.ts";
import { FRESH_STEPS, roundOfStep } from "./rhythm.ts";
import { compareBlocks } from "./ring.ts";
import { enlist, strike } from "./spenders.ts";
import { rolesOf } from "./tally.ts";

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
const stir = (entry: Entry, state: State, self: Own): void => {
  if (self.config.spreads === "reactive") lookSoon(entry, state, self);
  else wake(state, self);
};

/** Brings a body into the pool. The first one that is well formed stays; a malformed one blocks its name. */
export const admit = (body: Block, came: Came, state: State, self: Own): Entry => {
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
  entry.roles = rolesOf(body, self);
  entry.unvalidated = self.config.validates === "nothing" ? 0 : partsWithParents(body);
  entry.isUpdated = true;
  if (self.config.gate !== "none") enlist(body, state);
  if (self.config.spreads === "reactive") revive(entry, now);
  stir(entry, state, self);
  return entry;
};

/** Under reactive rules a block is as old as its body is here, and whatever blocked its bare name is forgotten. */
const revive = (entry: Entry, now: Tick): void => {
  entry.phase = "pending";
  entry.because = undefined;
  entry.born = now;
  entry.asksAt = roundOfStep(entry, FRESH_STEPS, now + 1);
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

/** Drops what has grown too old, and hands back those of which a client has not heard. */
export const expire = (state: State, now: Tick, self: Own): readonly Entry[] => {
  if (now < state.agesAt) return [];
  const old: Entry[] = [];
  for (const entry of state.pool.values()) if (isOld(entry, now, self)) old.push(entry);
  const late = dropAll(old, state, self);
  state.agesAt = NEVER;
  for (const entry of state.pool.values()) state.agesAt = Math.min(state.agesAt, endOf(entry, self.config));
  return late;
};

/** An age is unsigned where it is counted from the sender's clock: who is ahead of this node is as good as dead. */
export const isOld = (entry: Entry, now: Tick, { config }: Own): boolean =>
  now >= endOf(entry, config) || (now < entry.born && config.ages === "sender");

/** The round in which an entry has grown too old. What was blocked for that, and not dropped, has as long again. */
export const endOf = ({ born, because }: Entry, { lifetime }: Own["config"]): Tick =>
  because === "timeout" ? born + 2 * lifetime : born + lifetime;

export const dropAll = (old: readonly Entry[], state: State, self: Own): readonly Entry[] => {
  lament(old, self);
  const late = old.filter(({ phase, call, because }) => phase !== "commit" && call !== undefined && because !== "timeout");
  for (const entry of old)
    if (self.config.expiresAs === "blocked" && entry.phase === "pending") block(entry, "timeout");
    else drop(entry, state);
  return late;
};

export const drop = ({ block: name, body }: Entry, state: State): void => {
  state.pool.delete(name);
  if (body !== undefined) strike(body, state);
};

/** Tells the clients of blocks that grew too old, in an order that nothing but the calls has a say in. */
export const tellExpired = (entries: readonly Entry[], self: Own): void => {
  const calls = entries.flatMap(({ call }) => (call === undefined ? [] : [call]));
  for (const call of calls.sort((a, b) => a - b)) self.respond(call, "expired");
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

/** Says what had not committed when it grew too old, and all that an oracle needs to judge whether it should have been. */
const lament = (old: readonly Entry[], self: Own): void => {
  const now = clockOf(self);
  const dropped = old.filter(({ phase, because }) => phase !== "commit" && because !== "timeout");
  for (const { block: name, phase, body, votes, born } of dropped.sort((a, b) => compareBlocks(a.block, b.block))) {
    const parts = body?.parts.map(({ token, last }) => [token, last]) ?? [];
    const value = { phase, age: now - born, hasBody: body !== undefined, parts, voters: votes.map((ballot) => voterOf(ballot)) };
    self.observe({ kind: "note", instance: ["expired", name], value });
  }
};

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

const addToOpen = (name: BlockId, { open }: State): void => {
  let [from, to] = [0, open.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareBlocks(open[middle]!, name) < 0) from = middle + 1;
    else to = middle;
  }
  if (open[from] !== name) open.splice(from, 0, name);
};
