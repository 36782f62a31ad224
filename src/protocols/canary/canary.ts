import type { NodeId, Protocol } from "#kernel";
import { unreachable } from "#kernel";
import {
  ballotOn,
  blockOf,
  close,
  countLike,
  genesis,
  isBlock,
  openBallot,
  placeAfter,
  placeOf,
  quorumFor,
  remember,
  votesOf,
} from "./ledger.ts";
import { forger, strange } from "./lies.ts";
import type { Ballot, Block, Canary, Decided, Forward, Own, Remembered, State, TokenId, Vote } from "./parts.ts";
import { CONFIGS, REPEAT_TICKS, TOKENS } from "./rules.ts";

/**
 * The smallest token protocol: whoever first hears of a block that follows its newest one votes for it, once for each parent,
 * and a quorum of votes decides. What was lost is repeated until everybody has been heard; who is behind is sent the votes.
 */
export const canary: Protocol<Canary> = {
  name: "canary",
  configs: CONFIGS,
  start(self) {
    const state = genesis();
    for (const record of self.disk.journal) recall(state, record, self);
    for (let spend = 0; spend < TOKENS; spend++)
      if (waitingOn(state, spend, self).length > 0) self.arm({ kind: "repeat", spend }, REPEAT_TICKS);
    return state;
  },
  submit(state, { operation }, self) {
    if (isBlock(operation)) support(state, operation, self);
  },
  receive(state, from, message, self) {
    switch (message.kind) {
      case "vote":
        if (message.by === from && isValid(message, self)) count(state, message, self);
        return;
      case "forward":
        return learn(state, from, message, self);
      default:
        if (self.config.fragile) unreachable(message);
    }
  },
  timeout: (state, { spend }, self) => repeat(state, spend, self),
  identify: (message) =>
    message.kind === "vote" ? ["vote", message.spend, message.parent, message.block] : ["forward", message.spend, message.head],
  lies: { forger, strange },
  probe: ({ tokens, ballots }) => ({
    heads: tokens.map(({ head }) => head),
    supply: tokens.reduce((sum, { amount }) => sum + amount, 0),
    open: ballots.size,
  }),
  // What a storm left in flight lands within Δ, and a repetition falls due within its period. Then, each within Δ: it arrives,
  // who is behind asks, is answered, votes, and is heard.
  patience: (_config, _nodes, delta) => REPEAT_TICKS + 6 * delta + 1,
};

/** A crash may have come between writing a decision and saying it, so a restart says it again: deciding is idempotent. */
const recall = (state: State, record: Remembered, self: Own): void => {
  if (record.kind === "voted" ? self.config.forgetful : self.config.reborn) return;
  remember(state, record, self);
  if (record.kind === "decided") announce(record, self);
};

const announce = (decided: Decided, self: Own): void => {
  const { spend, parent, block } = blockOf(decided);
  self.decide([spend, parent], block);
};

const isValid = (vote: Vote, self: Own): boolean => isBlock(vote) && self.verify(vote);

/** Votes for a block that may come next, unless it has voted for another. The vote is on disk before anybody hears it. */
const support = (state: State, { spend, parent, block, amount }: Block, self: Own): void => {
  const { head, amount: kept } = state.tokens[spend]!;
  if (parent !== head && !self.config.leaping) return;
  if (amount !== kept && !self.config.minting) return;
  const ballot = ballotOn(state, spend, parent);
  if (ballot !== undefined && (ballot.own !== undefined || ballot.isDecided)) return;
  const vote = self.sign({ kind: "vote", spend, parent, block, amount });
  const record = { kind: "voted", vote } as const;
  remember(state, record, self);
  self.disk.append(record);
  if (!self.config.hasty) self.disk.sync();
  self.broadcast(vote);
  if (self.config.hasty) self.disk.sync();
  self.arm({ kind: "repeat", spend }, REPEAT_TICKS);
};

/** Counts a vote once for each voter, votes along where it may, and decides on a quorum. A vote out of turn will be repeated. */
const count = (state: State, vote: Vote, self: Own): void => {
  const { spend, parent } = vote;
  if (parent !== state.tokens[spend]!.head && ballotOn(state, spend, parent) === undefined && !self.config.leaping) return;
  const ballot = openBallot(state, vote);
  const place = placeOf(ballot, vote, self);
  if (!ballot.votes.has(place)) ballot.votes.set(place, vote);
  support(state, vote, self);
  if (!ballot.isDecided) settle(state, ballot, vote, self);
  close(state, ballot, vote, self);
};

const settle = (state: State, ballot: Ballot, vote: Vote, self: Own): void => {
  if (countLike(ballot, vote) >= quorumFor(self)) return conclude(state, ballot, vote, self);
  if (!self.config.inventive || ballot.votes.size < self.nodes) return;
  const { spend, parent, amount } = vote;
  conclude(state, ballot, self.sign({ kind: "vote", spend, parent, block: INVENTED, amount }), self);
};

const INVENTED = 999;

/** The decision is on disk before anybody hears of it. One's own vote is kept beside it, for those who still ask. */
const conclude = (state: State, ballot: Ballot, winner: Vote, self: Own): void => {
  const { own } = ballot;
  const alike = votesOf(ballot, self).filter(({ block, amount }) => block === winner.block && amount === winner.amount);
  const votes = own === undefined || alike.includes(own) ? alike : [...alike, own];
  const decided = { kind: "decided", votes: alike.length === 0 ? [winner, ...votes] : votes } as const;
  self.disk.append(decided);
  self.disk.sync();
  remember(state, decided, self);
  announce(decided, self);
};

/** What a forwarded vote says counts like the vote itself. Then whoever sent it is told what it seems to lack. */
const learn = (state: State, from: NodeId, { spend, head, votes }: Forward, self: Own): void => {
  const token = state.tokens[spend];
  if (token === undefined || !Array.isArray(votes)) return;
  for (const vote of votes) if (self.config.gullible ? isBlock(vote) : isValid(vote, self)) count(state, vote, self);
  if (votes.length > 0 && !votes.some(({ by }) => by === self.id)) answer(state, from, votes[0]!, self);
  const place = placeAfter(token, head);
  if (place < 0 && votes.length > 0) self.send(from, { kind: "forward", spend, head: token.head, votes: [] });
  if (place >= 0 && place < token.chain.length && !self.config.aloof) catchUp(state, from, spend, place, self);
};

/** The sender has not heard what this node voted. */
const answer = (state: State, from: NodeId, { spend, parent }: Block, self: Own): void => {
  const token = state.tokens[spend];
  const decided = token?.chain[placeAfter(token, parent)];
  const own = ballotOn(state, spend, parent)?.own ?? decided?.votes.find(({ by }) => by === self.id);
  if (own !== undefined) self.send(from, own);
};

/** The sender is behind: it gets the votes for every block from there on, the undecided one included. */
const catchUp = (state: State, from: NodeId, spend: TokenId, place: number, self: Own): void => {
  const { head, chain } = state.tokens[spend]!;
  const open = ballotOn(state, spend, head);
  const votes = chain.slice(place).flatMap((decided) => decided.votes);
  self.send(from, { kind: "forward", spend, head, votes: open === undefined ? votes : [...votes, ...votesOf(open, self)] });
};

/** Says again what may have been lost: all of it while undecided, later to those who have not been heard. Then the timer rests. */
const repeat = (state: State, spend: TokenId, self: Own): void => {
  const waiting = waitingOn(state, spend, self);
  for (const ballot of waiting) {
    const forward: Forward = { kind: "forward", spend, head: state.tokens[spend]!.head, votes: votesOf(ballot, self) };
    for (const peer of self.peers) if (!self.config.silent && !(ballot.isDecided && ballot.votes.has(peer))) self.send(peer, forward);
  }
  if (waiting.length > 0 && !self.config.weary) self.arm({ kind: "repeat", spend }, REPEAT_TICKS);
};

/** The ballots of a token on which somebody has not been heard: that of its newest block, and of what may follow it. */
const waitingOn = (state: State, spend: TokenId, self: Own): readonly Ballot[] => {
  const { head, chain } = state.tokens[spend]!;
  const newest = chain.at(-1);
  const ballots = [newest === undefined ? undefined : ballotOn(state, spend, blockOf(newest).parent), ballotOn(state, spend, head)];
  return ballots.filter((ballot) => ballot !== undefined && ballot.votes.size < self.nodes) as readonly Ballot[];
};
