import type { NodeId } from "#kernel";
import { askersOf } from "./ballots.ts";
import { NO, opinionOf } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import { meetSiblings } from "./gate.ts";
import { closestTo } from "./neighbours.ts";
import type { Block, Entry, Mask, News, Own, State } from "./parts.ts";
import { standingOf } from "./pool.ts";
import { spotsOf } from "./tally.ts";
import { yesFor } from "./votes.ts";

/** Peers near each role that hear of a block from whoever learns of it. */
const FIRST_WAVE = 4;
/** What a node says with news that nobody asked for. */
const UNASKED = 1;

/** A block just learnt: it gives way to a higher sibling, or makes lower ones give way; then those near its roles hear of it. */
export const learn = (entry: Entry, body: Block, state: State, self: Own): void => {
  const told = new Set<NodeId>();
  const blocker = self.config.gate === "highest" ? meetSiblings(entry, body, told, state, self) : undefined;
  const mask: Mask = blocker === undefined ? opinionOf(body, state) : NO;
  for (const [place, spot] of spotsOf(body).entries()) {
    const peers = closestTo(spot, FIRST_WAVE, state, self);
    for (const peer of peers) told.add(peer);
    noteTold(entry, place, peers, self);
  }
  const waiting = blocker === undefined ? [] : askersOf(entry.votes);
  for (const voter of waiting) told.delete(voter);
  sendNews(body, mask, told, self);
  if (blocker !== undefined) sendNews(blocker, wordOn(blocker, state, self), new Set(waiting), self);
};

/** Says who was told for the sake of a role that lives near the end of the ring, where looking to both sides is not a matter of course. */
const noteTold = ({ block: name, roles }: Entry, place: number, peers: readonly NodeId[], self: Own): void => {
  const { rank } = roles[place]!;
  if (rank < FIRST_WAVE || rank > self.nodes - FIRST_WAVE) self.observe({ kind: "note", instance: ["told", name], value: { rank, peers } });
};

/** What this node says of a block that it has known for longer: as it would answer, where that is settled. */
const wordOn = (body: Block, state: State, self: Own): Mask => {
  const standing = standingOf(state, body.block);
  if (standing === "commit") return yesFor(state, body.block, self);
  return standing === "blocked" ? NO : opinionOf(body, state);
};

const sendNews = (body: Block, mask: Mask, peers: ReadonlySet<NodeId>, self: Own): void => {
  const news: News = { kind: "news", body, mask, ticket: UNASKED, time: clockOf(self) };
  for (const peer of [...peers].sort((a, b) => a - b)) self.send(peer, news);
};
