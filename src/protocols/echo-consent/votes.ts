import { unreachable } from "#kernel";
import type { NodeId } from "#kernel";
import { hasVoted } from "./ballots.ts";
import { NO, YES, refuse } from "./blocks.ts";
import { clockOf, wake } from "./clock.ts";
import { nearParts } from "./commit.ts";
import { FOR_POOL, queryFor } from "./fetch.ts";
import { connect, isConnected } from "./neighbours.ts";
import type { BlockId, Entry, Mask, Own, State, Vote } from "./parts.ts";
import { hasRoom, isHearing, openEntry, record } from "./pool.ts";

/** A vote counts for what is open, and is answered for what is settled; a name not heard before makes one ask for its body. */
export const hearVote = (state: State, from: NodeId, vote: Vote, self: Own): void => {
  const entry = state.pool.get(vote.block);
  if (entry === undefined) return state.blocks.has(vote.block) ? answerYes(state, from, vote, self) : hearNew(state, from, vote, self);
  switch (entry.phase) {
    case "pending":
      return hearPending(entry, from, vote, state, self);
    case "commit":
      return answerYes(state, from, vote, self);
    case "blocked":
      return answer(from, vote, NO, self);
    default:
      return unreachable(entry.phase);
  }
};

const hearPending = (entry: Entry, from: NodeId, vote: Vote, state: State, self: Own): void => {
  if (!isConnected(from, state, self)) refuse(state, "stranger");
  else if (!isHearing(state, self)) refuse(state, "votes");
  else record(entry, from, vote, state, self);
};

const hearNew = (state: State, from: NodeId, vote: Vote, self: Own): void => {
  if (state.aside?.gone.has(vote.block) === true) return answer(from, vote, NO, self);
  if (isConnected(from, state, self)) hearFirst(state, from, vote, self);
  else hearStranger(state, from, vote, self);
};

const answerYes = (state: State, to: NodeId, vote: Vote, self: Own): void => {
  if (vote.asks) answer(to, vote, yesFor(state, vote.block, self), self);
};

const answer = (to: NodeId, { block, asks }: Vote, mask: Mask, self: Own): void => {
  if (asks) self.send(to, { kind: "vote", block, mask, asks: false, time: clockOf(self) });
};

/** A body is asked for when its name is first heard. Where that is the only time, a lost answer leaves the entry empty for ever. */
const hearFirst = (state: State, from: NodeId, vote: Vote, self: Own): void => {
  if (isFull(state, from, self)) return refuse(state, "rate");
  if (!hasRoom(vote.block, state, self)) return refuse(state, "pool");
  if (isHearing(state, self)) record(openEntry(vote.block, vote.time, state, self), from, vote, state, self);
  else refuse(state, "votes");
  if (self.config.fetches !== "once") wake(state, self);
  if (self.config.spreads === "polling") self.send(from, queryFor(vote.block, FOR_POOL, self));
};

/** A stranger is heard by his ticket, whichever it is. In the first versions he is asked for the body, and becomes a connection in any case. */
const hearStranger = (state: State, from: NodeId, vote: Vote, self: Own): void => {
  const hasTicket = vote.ticket !== undefined && vote.ticket !== 0;
  switch (self.config.strangers) {
    case "connected":
      if (hasTicket) self.send(from, queryFor(vote.block, FOR_POOL, self));
      return connect(from, state, self);
    case "ticketed":
      return hasTicket ? hearFirst(state, from, vote, self) : refuse(state, "stranger");
    case "refused":
      return refuse(state, "stranger");
    default:
      return unreachable(self.config.strangers);
  }
};

/** Whether that sender has brought in as many names without a body as one sender may. */
const isFull = ({ pool }: State, from: NodeId, { config }: Own): boolean => {
  if (config.placeholders === 0) return false;
  let count = 0;
  for (const { body, votes } of pool.values()) if (body === undefined && hasVoted(votes, from)) count++;
  return count >= config.placeholders;
};

/** What a node says that has committed: yes to all of the block, or to the parts that it answers for. */
export const yesFor = (state: State, block: BlockId, self: Own): Mask => {
  const body = state.blocks.get(block);
  if (self.config.answers === "whole" || body === undefined) return YES;
  return nearParts(body, state, self);
};
