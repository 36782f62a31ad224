import type { NodeId } from "#kernel";
import { hasVoted, maskOf } from "./ballots.ts";
import { NO, YES, opinionOf, partsMask, refuse } from "./blocks.ts";
import { clockOf, wakeAt } from "./clock.ts";
import { commit } from "./commit.ts";
import { judge } from "./judge.ts";
import { isConnected } from "./neighbours.ts";
import type { Block, Entry, Own, State, Vote } from "./parts.ts";
import { block, hasRoom, openEntry, record } from "./pool.ts";
import { ask } from "./requests.ts";
import type { Asked } from "./requests.ts";

/** Rounds between two clean-ups of the pool. */
const CLEAN_UP_ROUNDS = 100;

/** A new block goes to all connected peers, and with it its owner's vote. */
export const spread = (entry: Entry, body: Block, state: State, self: Own): void => {
  self.broadcast({ kind: "block", body, ticket: 0, time: clockOf(self) });
  declare(entry, body, state, self);
};

/** Whoever has a body votes once, yes or no, before all connected peers. */
export const declare = (entry: Entry, body: Block, state: State, self: Own): void => {
  const isFor = opinionOf(body, state) === partsMask(body);
  self.broadcast({ kind: "vote", block: entry.block, mask: isFor ? YES : NO, asks: false, time: clockOf(self) });
  count(entry, state, self);
};

/** A vote counts once for each voter that is connected. */
export const hearBallot = (state: State, from: NodeId, vote: Vote, self: Own): void => {
  if (!isConnected(from, state, self)) return refuse(state, "stranger");
  if (state.blocks.has(vote.block)) return;
  if (!hasRoom(vote.block, state, self)) return refuse(state, "pool");
  const entry = state.pool.get(vote.block) ?? openEntry(vote.block, vote.time, state, self);
  if (hasVoted(entry.votes, from)) return;
  record(entry, from, vote, state, self);
  count(entry, state, self);
};

/** So many for it commit a block, and as many against it block it. */
const count = (entry: Entry, state: State, self: Own): void => {
  if (entry.phase !== "pending" || entry.body === undefined) return;
  const { votes } = entry;
  const no = votes.filter((ballot) => maskOf(ballot) === NO).length;
  const yes = votes.length - no;
  if (yes >= self.config.threshold) {
    if (mayCommit(entry, entry.body, state, self)) commit(entry, entry.body, state, self);
  } else if (no >= self.config.threshold) block(entry, "rejected");
};

/** Whether no rule stands in the way: votes are not all where rules look at times and signatures too. */
const mayCommit = (entry: Entry, body: Block, state: State, self: Own): boolean => {
  const queries: Asked[] = [];
  const mask = judge(entry, body, queries, state, self);
  ask([], queries, state, self);
  return mask !== undefined && entry.phase === "pending" && entry.unvalidated === 0;
};

/** What took too long is blocked, and handed back; what is settled leaves the pool at the next clean-up. */
export const cleanUp = (state: State, self: Own): readonly Entry[] => {
  const now = clockOf(self);
  const { lifetime } = self.config;
  const isCleaning = now % CLEAN_UP_ROUNDS === 0;
  const late: Entry[] = [];
  for (const entry of state.pool.values()) {
    if (entry.phase === "pending" && now - entry.born >= lifetime) late.push(entry);
    else if (entry.phase !== "pending" && isCleaning) state.pool.delete(entry.block);
  }
  for (const entry of late) block(entry, "timeout");
  if (state.pool.size > 0) wakeAt(nextFor(state, now, lifetime), state, self);
  return late;
};

const nextFor = ({ pool }: State, now: number, lifetime: number): number => {
  let next = now + CLEAN_UP_ROUNDS - (now % CLEAN_UP_ROUNDS);
  for (const { phase, born } of pool.values()) if (phase === "pending") next = Math.min(next, born + lifetime);
  return next;
};
