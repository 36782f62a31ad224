import type { NodeId } from "#kernel";
import { askersOf } from "./ballots.ts";
import { NO, opinionOf, refuse } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import { meetSiblings } from "./gate.ts";
import { closestTo, isConnected } from "./neighbours.ts";
import type { Block, Entry, Mask, News, Own, State } from "./parts.ts";
import { admit, hasRoom, openEntry, record, standingOf } from "./pool.ts";
import { spotsOf } from "./tally.ts";
import { yesFor } from "./votes.ts";

/** Peers near each role that hear of a block from whoever learns of it. */
const FIRST_WAVE = 4;
/** What a node says with news that nobody asked for. */
const UNASKED = 1;

/** News is a vote that asks for one's own, and a body to learn. It counts whoever sends it, if only it carries a ticket. */
export const hearNews = (state: State, from: NodeId, { body, mask, ticket, time }: News, self: Own): void => {
  const isKnown = isConnected(from, state, self);
  const isTrusted = isKnown || (self.config.strangers === "ticketed" && ticket !== 0);
  if (self.config.spreads !== "reactive") return refuse(state, "unknown");
  if (!isTrusted) return refuse(state, "stranger");
  if (!hasRoom(body.block, state, self)) return refuse(state, "pool");
  const entry = state.pool.get(body.block) ?? openEntry(body.block, time, state, self);
  // A vote on what is settled here changes nothing, and is not answered either.
  if (entry.phase === "pending" || entry.body === undefined) record(entry, from, { mask, time, asks: true }, state, self);
  if (entry.body === undefined) take(body, isKnown ? "told" : "unasked", state, self);
};

/** Brings a body in, and tells of it if it is new. */
export const take = (body: Block, came: NonNullable<Entry["came"]>, state: State, self: Own): Entry => {
  const isNew = state.pool.get(body.block)?.body === undefined;
  const entry = admit(body, came, state, self);
  if (isNew && entry.body !== undefined && entry.phase === "pending") learn(entry, entry.body, state, self);
  return entry;
};

/** A block just learnt: it gives way to a higher sibling, or makes lower ones give way; then those near its roles hear of it. */
const learn = (entry: Entry, body: Block, state: State, self: Own): void => {
  const told = new Set<NodeId>();
  const blocker = self.config.gate === "highest" ? meetSiblings(entry, body, told, state, self) : undefined;
  const mask: Mask = blocker === undefined ? opinionOf(body, state) : NO;
  for (const [place, spot] of spotsOf(body).entries()) {
    const peers = closestTo(spot, FIRST_WAVE, state, self);
    for (const peer of peers) told.add(peer);
    confess(entry, place, peers, self);
  }
  const waiting = blocker === undefined ? [] : askersOf(entry.votes);
  for (const voter of waiting) told.delete(voter);
  tell(body, mask, told, self);
  if (blocker !== undefined) tell(blocker, wordOn(blocker, state, self), new Set(waiting), self);
};

/** Says who was told for the sake of a role that lives near the end of the ring, where looking to both sides is not a matter of course. */
const confess = ({ block: name, roles }: Entry, place: number, peers: readonly NodeId[], self: Own): void => {
  const { rank } = roles[place]!;
  if (rank < FIRST_WAVE || rank > self.nodes - FIRST_WAVE) self.observe({ kind: "note", instance: ["told", name], value: { rank, peers } });
};

/** What this node says of a block that it has known for longer: as it would answer, where that is settled. */
const wordOn = (body: Block, state: State, self: Own): Mask => {
  const standing = standingOf(state, body.block);
  if (standing === "commit") return yesFor(state, body.block, self);
  return standing === "blocked" ? NO : opinionOf(body, state);
};

const tell = (body: Block, mask: Mask, peers: ReadonlySet<NodeId>, self: Own): void => {
  const news: News = { kind: "news", body, mask, ticket: UNASKED, time: clockOf(self) };
  for (const peer of [...peers].sort((a, b) => a - b)) self.send(peer, news);
};
