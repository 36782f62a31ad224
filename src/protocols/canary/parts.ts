import type { NodeId, Self, Signed } from "#kernel";
import type { Rules } from "./rules.ts";

export type TokenId = number & { readonly unit?: "token" };
export type BlockId = number & { readonly unit?: "block" };

/** A block spends a token: it follows `parent` on the token's chain and carries the token's amount on. */
export type Block = { readonly spend: TokenId; readonly parent: BlockId; readonly block: BlockId; readonly amount: number };

export type Vote = Signed<Block & { readonly kind: "vote" }>;
/** What a node knows of a token, for one who lacks it: its newest block, and votes to believe it by. */
export type Forward = { readonly kind: "forward"; readonly spend: TokenId; readonly head: BlockId; readonly votes: readonly Vote[] };
export type Message = Vote | Forward;

/** What the journal remembers: own votes, and decided blocks with the votes that decided them. */
export type Remembered = { readonly kind: "voted"; readonly vote: Vote } | Decided;
export type Decided = { readonly kind: "decided"; readonly votes: readonly Vote[] };

/** The votes on what follows one block of one token. */
export interface Ballot {
  own: Vote | undefined;
  isDecided: boolean;
  readonly votes: Map<NodeId, Vote>;
}

/** A token as one node knows it: its newest block, what it is worth, and every decided block, oldest first. */
export interface Token {
  head: BlockId;
  amount: number;
  readonly chain: Decided[];
}

export interface State {
  readonly tokens: readonly Token[];
  /** The ballots that are not done with: undecided, or decided while somebody has not been heard. */
  readonly ballots: Map<number, Ballot>;
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
