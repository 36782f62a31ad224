import { quorumOf } from "#kernel";
import type { Ballot, Block, BlockId, Decided, Own, Remembered, State, Token, TokenId, Vote } from "./parts.ts";
import { AMOUNT, GENESIS, TOKENS } from "./rules.ts";

/** More blocks than any run has: ballots are kept under one number for token and parent. */
const PARENTS_MAX = 1_000_000;

const keyOf = (spend: TokenId, parent: BlockId): number => spend * PARENTS_MAX + parent;

/** The first state of a node: nothing but the genesis. */
export const genesis = (): State => ({ tokens: [mint(), mint()], ballots: new Map() });

const mint = (): Token => ({ head: GENESIS, amount: AMOUNT, chain: [] });

/** Whether it is a block of this ledger at all. */
export const isBlock = ({ spend, parent, block, amount }: Block): boolean =>
  isBelow(spend, TOKENS) && isBelow(parent, PARENTS_MAX) && isBelow(block, PARENTS_MAX) && Number.isSafeInteger(amount);

const isBelow = (value: number, bound: number): boolean => Number.isSafeInteger(value) && value >= 0 && value < bound;

export const ballotOn = (state: State, spend: TokenId, parent: BlockId): Ballot | undefined => state.ballots.get(keyOf(spend, parent));

export const openBallot = (state: State, { spend, parent }: Block): Ballot => {
  const open = ballotOn(state, spend, parent);
  if (open !== undefined) return open;
  const ballot: Ballot = { own: undefined, isDecided: false, votes: new Map() };
  state.ballots.set(keyOf(spend, parent), ballot);
  return ballot;
};

/** How many voted for the block of this one. */
export const countLike = (ballot: Ballot, like: Vote): number => {
  let count = 0;
  for (const vote of ballot.votes.values()) if (vote.block === like.block && vote.amount === like.amount) count++;
  return count;
};

/** Its votes by voter: in an order that does not tell which of them came first. */
export const votesOf = (ballot: Ballot, self: Own): readonly Vote[] => {
  if (self.config.disorderly) return [...ballot.votes.values()];
  const votes: Vote[] = [];
  const places = self.config["double-counting"] ? self.nodes * REPEATS_MAX : self.nodes;
  for (let place = 0; place < places; place++) {
    const vote = ballot.votes.get(place);
    if (vote !== undefined) votes.push(vote);
  }
  return votes;
};

/** Under which number a vote is counted: its voter's. The defect gives every repeat a number of its own. */
export const placeOf = ({ votes }: Ballot, { by }: Vote, self: Own): number => {
  if (!self.config["double-counting"] || by === self.id) return by;
  let place = by;
  while (votes.has(place) && place < self.nodes * (REPEATS_MAX - 1)) place += self.nodes;
  return place;
};

const REPEATS_MAX = 4;

export const quorumFor = (self: Own): number => (self.config["short-quorum"] ? Math.floor(self.nodes / 2) : quorumOf(self.nodes));

/** The block that a certificate is for. */
export const blockOf = ({ votes }: Decided): Vote => votes[0]!;

/** Where in the token's chain the block after `parent` stands; -1 where the parent is unknown. */
export const placeAfter = ({ chain }: Token, parent: BlockId): number =>
  parent === GENESIS ? 0 : chain.findIndex((decided) => blockOf(decided).block === parent) + 1 || -1;

/** Brings a record of the journal into the state: the live handlers and the replay after a crash both go through here. */
export const remember = (state: State, record: Remembered, self: Own): void => {
  if (record.kind === "voted") rememberVote(state, record.vote);
  else rememberDecision(state, record, self);
};

const rememberVote = (state: State, vote: Vote): void => {
  const ballot = openBallot(state, vote);
  ballot.own = vote;
  ballot.votes.set(vote.by, vote);
};

const rememberDecision = (state: State, decided: Decided, self: Own): void => {
  const { spend, block, amount } = blockOf(decided);
  const token = state.tokens[spend]!;
  const ballot = openBallot(state, blockOf(decided));
  ballot.isDecided = true;
  for (const vote of decided.votes) ballot.votes.set(vote.by, vote);
  // Whoever still waits for the block before this one will be answered out of the chain.
  const before = token.chain.at(-1);
  if (before !== undefined && !self.config.hoarding) state.ballots.delete(keyOf(spend, blockOf(before).parent));
  token.chain.push(decided);
  token.head = block;
  token.amount = amount;
};

/** A ballot is done with when it is decided and everybody has been heard. */
export const close = (state: State, ballot: Ballot, { spend, parent }: Block, self: Own): void => {
  if (ballot.isDecided && ballot.votes.size >= self.nodes && !self.config.hoarding) state.ballots.delete(keyOf(spend, parent));
};
