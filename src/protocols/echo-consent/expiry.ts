import type { Tick } from "#kernel";
import { NEVER } from "./agenda.ts";
import { voterOf } from "./ballots.ts";
import { clockOf } from "./clock.ts";
import type { Entry, Own, State } from "./parts.ts";
import { block, drop } from "./pool.ts";
import { compareBlocks } from "./ring.ts";

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
  noteExpired(old, self);
  const late = old.filter(({ phase, call, because }) => phase !== "commit" && call !== undefined && because !== "timeout");
  for (const entry of old)
    if (self.config.expiresAs === "blocked" && entry.phase === "pending") block(entry, "timeout");
    else drop(entry, state);
  return late;
};

/** Says what had not committed when it grew too old, and all that an oracle needs to judge whether it should have been. */
const noteExpired = (old: readonly Entry[], self: Own): void => {
  const now = clockOf(self);
  const dropped = old.filter(({ phase, because }) => phase !== "commit" && because !== "timeout");
  for (const { block: name, phase, body, votes, born } of dropped.sort((a, b) => compareBlocks(a.block, b.block))) {
    const parts = body?.parts.map(({ token, last }) => [token, last]) ?? [];
    const value = { phase, age: now - born, hasBody: body !== undefined, parts, voters: votes.map((ballot) => voterOf(ballot)) };
    self.observe({ kind: "note", instance: ["expired", name], value });
  }
};

/** Tells the clients of blocks that grew too old, in an order that nothing but the calls has a say in. */
export const tellExpired = (entries: readonly Entry[], self: Own): void => {
  const calls = entries.flatMap(({ call }) => (call === undefined ? [] : [call]));
  for (const call of calls.sort((a, b) => a - b)) self.respond(call, "expired");
};
