import type { NodeId, Self, Signed, Tick } from "#kernel";
import type { Rules } from "./rules.ts";

export type TokenId = number & { readonly unit?: "token" };
export type BlockId = number & { readonly unit?: "block" };

/** A block spends a token: it follows `parent` on the token's chain and carries the token's amount on. */
export type Block = { readonly spend: TokenId; readonly parent: BlockId; readonly block: BlockId; readonly amount: number };

export type Vote = Signed<Block & { readonly kind: "vote" }>;
/** What a node knows of a token, for one who lacks it: its newest block, and votes to believe it by. */
export type Forward = { readonly kind: "forward"; readonly spend: TokenId; readonly head: BlockId; readonly votes: readonly Vote[] };
export type Message = Vote | Forward;

/** What the journal remembers: own votes, and decided blocks with the votes that decided them. A careful node means a vote before. */
export type Remembered = Vote | Meant | { readonly kind: "decided"; readonly votes: Certificate };
type Meant = { readonly kind: "meant"; readonly spend: TokenId; readonly parent: BlockId };
/** The votes that decided a block, never none. The first is for it; the last may be one's own for another. */
export type Certificate = readonly Vote[];

/** The votes on what follows `parent`. */
export interface Ballot {
  readonly parent: BlockId;
  own: Vote | undefined;
  isDecided: boolean;
  /** The first vote of every voter. */
  readonly votes: Map<NodeId, Vote>;
  /** Of a voter of two minds the latest vote that is not like its first: it may be one of those that decided elsewhere. */
  others: Map<NodeId, Vote> | undefined;
}

/** A token as one node knows it: its newest block, what it is worth, and the certificate of every decided block, oldest first. */
export interface Token {
  head: BlockId;
  amount: number;
  readonly chain: Certificate[];
  /** The ballots that are not done with, oldest first: undecided, or decided while somebody has not been heard. */
  readonly ballots: Ballot[];
  /** When each node was last told what it lacks, or asked. */
  told: Map<NodeId, Tick> | undefined;
}

export interface State {
  readonly tokens: readonly Token[];
}

export interface Canary {
  state: State;
  message: Message;
  timer: { readonly kind: "repeat"; readonly spend: TokenId };
  operation: Block;
  config: Rules;
  cells: object;
  record: Remembered;
}

/** What a canary may do. */
export type Own = Self<Canary>;
