import { quorumOf } from "#kernel";
import type { Ballot, Block, BlockId, Certificate, Own, Remembered, State, Token, Vote } from "./parts.ts";
import { AMOUNT, GENESIS, TOKENS } from "./rules.ts";

/** More blocks than any run has. */
const BLOCKS_MAX = 1_000_000;

/** The first state of a node: nothing but the genesis. */
export const genesis = (): State => ({ tokens: [mint(), mint()] });

const mint = (): Token => ({ head: GENESIS, amount: AMOUNT, chain: [], ballots: [], told: undefined });

/** Whether it is a block of this ledger at all. */
export const isBlock = <B extends Block>(said: B | null): said is B => typeof said === "object" && said !== null && isInRange(said);

const isInRange = ({ spend, parent, block, amount }: Block): boolean =>
  isBelow(spend, TOKENS) && isBelow(parent, BLOCKS_MAX) && isBelow(block, BLOCKS_MAX) && Number.isSafeInteger(amount);

const isBelow = (value: number, bound: number): boolean => Number.isSafeInteger(value) && value >= 0 && value < bound;

export const ballotOn = ({ ballots }: Token, parent: BlockId): Ballot | undefined => {
  for (const ballot of ballots) if (ballot.parent === parent) return ballot;
  return undefined;
};

export const openBallot = (token: Token, parent: BlockId): Ballot => {
  const open = ballotOn(token, parent);
  if (open !== undefined) return open;
  const ballot: Ballot = { parent, own: undefined, isDecided: false, votes: new Map(), others: undefined };
  token.ballots.push(ballot);
  return ballot;
};

/** How many voted for the block of this one. */
export const countLike = ({ votes, others }: Ballot, like: Vote): number => {
  let count = 0;
  for (const vote of votes.values()) if (isLike(vote, like)) count++;
  if (others !== undefined) for (const vote of others.values()) if (isLike(vote, like)) count++;
  return count;
};

/** Counts a vote once for each voter and block. */
export const note = (ballot: Ballot, vote: Vote, self: Own): void => {
  const place = placeOf(ballot, vote, self);
  const first = ballot.votes.get(place);
  if (first === undefined) ballot.votes.set(place, vote);
  else if (!isLike(first, vote)) (ballot.others ??= new Map()).set(vote.by, vote);
};

/** Its votes by voter, all or those for one block: in an order that does not tell which of them came first. */
export const votesOf = (ballot: Ballot, self: Own, like?: Vote): Vote[] => {
  const isWanted = (vote: Vote): boolean => like === undefined || isLike(vote, like);
  if (self.config.disorderly) return [...ballot.votes.values()].filter(isWanted);
  const votes: Vote[] = [];
  const places = self.config["double-counting"] ? self.nodes * REPEATS_MAX : self.nodes;
  for (let place = 0; place < places; place++) {
    const first = ballot.votes.get(place);
    const other = ballot.others?.get(place);
    if (first !== undefined && isWanted(first)) votes.push(first);
    if (other !== undefined && isWanted(other)) votes.push(other);
  }
  return votes;
};

const isLike = (vote: Vote, like: Vote): boolean => vote.block === like.block && vote.amount === like.amount;

/** Under which number a vote is counted: its voter's. The defect gives every repeat a number of its own. */
const placeOf = ({ votes }: Ballot, { by }: Vote, self: Own): number => {
  if (!self.config["double-counting"] || by === self.id) return by;
  let place = by;
  while (votes.has(place) && place < self.nodes * (REPEATS_MAX - 1)) place += self.nodes;
  return place;
};

const REPEATS_MAX = 4;

export const quorumFor = ({ config, nodes }: Own): number => {
  if (config["short-quorum"]) return Math.floor(nodes / 2);
  return config.trusting ? Math.floor(nodes / 2) + 1 : quorumOf(nodes);
};

/** Whether a block has so many votes that with those of voters of two minds it may have a quorum elsewhere. */
export const mayBeDecided = (ballot: Ballot, self: Own): boolean => {
  const quorum = quorumFor(self);
  const faults = self.nodes - quorum;
  for (const vote of ballot.votes.values()) if (countLike(ballot, vote) + faults >= quorum) return true;
  return false;
};

/** The block that a certificate is for. */
export const blockOf = (votes: Certificate): Vote => votes[0]!;

/** Where in the token's chain the block after `parent` stands; -1 where the parent is unknown. */
export const placeAfter = ({ chain }: Token, parent: BlockId): number => {
  if (parent === GENESIS) return 0;
  for (let place = 0; place < chain.length; place++) if (blockOf(chain[place]!).block === parent) return place + 1;
  return -1;
};

/** Whether the journal has said this before. */
export const isKnown = ({ tokens }: State, record: Remembered): boolean => {
  if (record.kind === "decided") return placeAfter(tokens[blockOf(record.votes).spend]!, blockOf(record.votes).block) >= 0;
  return ballotOn(tokens[record.spend]!, record.parent)?.own !== undefined;
};

/** Brings a record of the journal into the state: the live handlers and the replay after a crash both go through here. */
export const remember = (state: State, record: Remembered, self: Own): void => {
  if (record.kind === "vote") rememberVote(state, record);
  else if (record.kind === "decided") rememberDecision(state, record.votes, self);
  else openBallot(state.tokens[record.spend]!, record.parent);
};

const rememberVote = (state: State, vote: Vote): void => {
  const ballot = openBallot(state.tokens[vote.spend]!, vote.parent);
  ballot.own = vote;
  ballot.votes.set(vote.by, vote);
};

const rememberDecision = (state: State, votes: Certificate, self: Own): void => {
  const { spend, parent, block, amount } = blockOf(votes);
  const token = state.tokens[spend]!;
  const ballot = openBallot(token, parent);
  ballot.isDecided = true;
  // Most of them were counted before: to look is half of what it costs to write.
  for (const vote of votes) if (ballot.votes.get(vote.by) !== vote) ballot.votes.set(vote.by, vote);
  // Whoever still waits for the block before this one will be answered out of the chain.
  const before = token.chain.at(-1);
  if (before !== undefined) discard(token, blockOf(before).parent, self);
  token.chain.push(votes);
  token.head = block;
  token.amount = amount;
};

/** A ballot is done with when it is decided and everybody has been heard. */
export const close = (token: Token, ballot: Ballot, self: Own): void => {
  if (ballot.isDecided && ballot.votes.size >= self.nodes) discard(token, ballot.parent, self);
};

const discard = ({ ballots }: Token, parent: BlockId, self: Own): void => {
  if (self.config.hoarding) return;
  let kept = 0;
  for (const ballot of ballots) if (ballot.parent !== parent) ballots[kept++] = ballot;
  ballots.length = kept;
};
