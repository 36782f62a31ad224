import type { NodeId, Protocol } from "#kernel";
import { unreachable } from "#kernel";
import {
  ballotOn,
  blockOf,
  close,
  countLike,
  genesis,
  isBlock,
  isKnown,
  mayBeDecided,
  note,
  openBallot,
  placeAfter,
  quorumFor,
  remember,
  votesOf,
} from "./ledger.ts";
import { forger, strange, twoFaced } from "./lies.ts";
import type { Ballot, Block, Canary, Certificate, Forward, Own, Remembered, State, Token, TokenId, Vote } from "./parts.ts";
import { ASSUMING, CONFIGS, REPEAT_TICKS, TOKENS } from "./rules.ts";

/**
 * The smallest token protocol: whoever first hears of a block that follows its newest one votes for it, once for each parent,
 * and a quorum of votes decides. What was lost is repeated until everybody has been heard; who is behind is sent the votes.
 */
export const canary: Protocol<Canary> = {
  name: "canary",
  configs: { ...CONFIGS, ...ASSUMING },
  start(self) {
    const state = genesis();
    for (const record of self.disk.journal) recall(state, record, self);
    for (let spend = 0; spend < TOKENS; spend++)
      if (state.tokens[spend]!.ballots.some((ballot) => isWaiting(ballot, self))) self.arm({ kind: "repeat", spend }, REPEAT_TICKS);
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
  lies: { forger, strange, "two-faced": twoFaced },
  probe: ({ tokens }) => ({
    heads: tokens.map(({ head }) => head),
    supply: tokens.reduce((sum, { amount }) => sum + amount, 0),
    open: tokens.reduce((sum, { ballots }) => sum + ballots.length, 0),
  }),
  // What a storm left in flight lands within Δ, and a repetition falls due within its period. Then, each within Δ: it arrives,
  // who is behind asks, is answered, votes, and is heard.
  patience: (_config, _nodes, delta) => REPEAT_TICKS + 6 * delta + 1,
};

/** A crash may have come between writing a decision and saying it, so a restart says it again: deciding is idempotent. */
const recall = (state: State, record: Remembered, self: Own): void => {
  if (self.config.reborn || (self.config.forgetful && record.kind === "vote")) return;
  if (self.config.particular && isKnown(state, record)) throw new Error(`the journal says twice: ${record.kind}`);
  remember(state, record, self);
  if (record.kind === "decided") announce(record.votes, self);
};

const announce = (votes: Certificate, self: Own): void => {
  const { spend, parent, block } = blockOf(votes);
  self.decide([spend, parent], block);
};

const isValid = (vote: Vote, self: Own): boolean => isBlock(vote) && self.verify(vote);

/** Votes for a block that may come next, unless it has voted for another. The vote is on disk before anybody hears it. */
const support = (state: State, { spend, parent, block, amount }: Block, self: Own): void => {
  const token = state.tokens[spend]!;
  if (parent !== token.head && !self.config.leaping) return;
  if (amount !== token.amount && !self.config.minting) return;
  if (block === parent || placeAfter(token, block) >= 0) return;
  const ballot = ballotOn(token, parent);
  if (ballot !== undefined && !isUndecided(ballot)) return;
  const vote = self.sign({ kind: "vote", spend, parent, block, amount });
  if (self.config.careful) self.disk.append({ kind: "meant", spend, parent });
  self.disk.append(vote);
  if (!self.config.hasty) self.disk.sync();
  remember(state, vote, self);
  self.broadcast(vote);
  if (self.config.hasty) self.disk.sync();
  self.arm({ kind: "repeat", spend }, REPEAT_TICKS);
};

/** Neither has this node voted in it, nor is it over. */
const isUndecided = ({ own, isDecided }: Ballot): boolean => own === undefined && !isDecided;

/** Counts a vote once for each voter, votes along where it may, and decides on a quorum. A vote out of turn will be repeated. */
const count = (state: State, vote: Vote, self: Own): void => {
  const { spend, parent } = vote;
  const token = state.tokens[spend]!;
  let ballot = ballotOn(token, parent);
  if (self.config.careful && vote.by === self.id && ballot !== undefined && ballot.own === undefined)
    throw new Error("a vote of its own that it only meant");
  if (ballot === undefined) {
    if (parent !== token.head && !self.config.leaping) return;
    if (placeAfter(token, vote.block) >= 0) return;
    ballot = openBallot(token, parent);
  }
  if (self.config.certain && vote.by === self.id && ballot.own === undefined)
    throw new Error("a vote of its own that it does not remember");
  note(ballot, vote, self);
  if (isUndecided(ballot)) support(state, vote, self);
  if (!ballot.isDecided) settle(state, ballot, vote, self);
  close(token, ballot, self);
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
  const votes = votesOf(ballot, self, winner);
  if (votes.length === 0) votes.push(winner);
  if (own !== undefined && !votes.includes(own)) votes.push(own);
  const decided = { kind: "decided", votes } as const;
  self.disk.append(decided);
  self.disk.sync();
  remember(state, decided, self);
  announce(votes, self);
};

/** What a forwarded vote says counts like the vote itself. Then whoever sent it is told what it seems to lack. */
const learn = (state: State, from: NodeId, forward: Forward, self: Own): void => {
  const { spend, head } = forward;
  const token = state.tokens[spend];
  if (token === undefined || !Array.isArray(forward.votes)) return;
  const votes = (forward.votes as readonly Vote[]).filter((vote) => isBlock(vote));
  for (const vote of votes) if (self.config.gullible || self.verify(vote)) count(state, vote, self);
  if (votes.length > 0 && voteBy(self.id, votes) === undefined) answer(token, from, votes[0]!, self);
  const place = placeAfter(token, head);
  const isBehind = place < 0 && votes.length > 0;
  const isAhead = place >= 0 && place < token.chain.length && !self.config.aloof;
  if ((!isBehind && !isAhead) || wasToldNow(token, from, self)) return;
  if (isBehind) self.send(from, { kind: "forward", spend, head: token.head, votes: [] });
  else catchUp(token, from, place, spend, self);
};

/** Nobody is told more than once a tick: two who answer each other, one of them twice, would soon do nothing else. */
const wasToldNow = (token: Token, to: NodeId, self: Own): boolean => {
  const told = (token.told ??= new Map());
  if (told.get(to) === self.now) return true;
  told.set(to, self.now);
  return false;
};

const voteBy = (voter: NodeId, votes: readonly Vote[]): Vote | undefined => votes.find(({ by }) => by === voter);

/** The sender has not heard what this node voted. */
const answer = (token: Token, from: NodeId, { parent }: Block, self: Own): void => {
  const own = ballotOn(token, parent)?.own ?? voteBy(self.id, token.chain[placeAfter(token, parent)] ?? []);
  if (own !== undefined) self.send(from, own);
};

/** The sender is behind: it gets the votes for every block from there on, the undecided one included. */
const catchUp = (token: Token, from: NodeId, place: number, spend: TokenId, self: Own): void => {
  const { head, chain } = token;
  const votes: Vote[] = [];
  for (const certificate of chain.slice(place)) votes.push(...certificate);
  const open = ballotOn(token, head);
  if (open !== undefined) votes.push(...votesOf(open, self));
  self.send(from, { kind: "forward", spend, head, votes });
};

/** Says again what may have been lost: all of it while undecided, later to those who have not been heard. Then the timer rests. */
const repeat = (state: State, spend: TokenId, self: Own): void => {
  const { head, ballots } = state.tokens[spend]!;
  let isOver = true;
  for (const ballot of ballots) {
    if (!isWaiting(ballot, self)) continue;
    isOver = false;
    // Whoever has heard everybody only asks whether others have decided.
    const forward: Forward = { kind: "forward", spend, head, votes: isHeard(ballot, self) ? [] : votesOf(ballot, self) };
    for (const peer of self.peers) if (!self.config.silent && !(ballot.isDecided && ballot.votes.has(peer))) self.send(peer, forward);
  }
  if (!isOver && !self.config.weary) self.arm({ kind: "repeat", spend }, REPEAT_TICKS);
};

/** Whether somebody has not been heard on it, or others may have decided it: a voter of two minds may have told them otherwise. */
const isWaiting = (ballot: Ballot, self: Own): boolean => !isHeard(ballot, self) || (!ballot.isDecided && mayBeDecided(ballot, self));

const isHeard = ({ votes }: Ballot, self: Own): boolean => votes.size >= self.nodes;
