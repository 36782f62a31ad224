import type { NodeId, Self, Tick } from "#kernel";
import type { Agenda } from "./agenda.ts";
import type { Aside } from "./aside.ts";
import type { Ballots } from "./ballots.ts";
import type { Rules } from "./rules.ts";
import type { Spenders } from "./spenders.ts";

/** Names are small numbers, so that a repro can be read; the ring knows each by the 64 bits that `ring.ts` makes of it. */
export type TokenId = number & { readonly unit?: "token" };
/** 0 is no block: what a creation follows. */
export type BlockId = number & { readonly unit?: "block" };
/** Names the key that may change a token next; 0 is nobody's. */
export type KeyId = number & { readonly unit?: "key" };
/** One bit for each part of a block: set where the voter would have the token change so. */
export type Mask = number & { readonly unit?: "mask" };

/** What a block does to one token: it follows `last`, is signed with the key that `last` named, and names the next. */
export type Part = {
  readonly token: TokenId;
  readonly last: BlockId;
  readonly key: KeyId;
  readonly signature: KeyId;
};

/** A transaction over one to six tokens. Its time is the clock of whoever made it. */
export interface Block {
  readonly block: BlockId;
  readonly time: Tick;
  readonly parts: readonly Part[];
}

/** What a client asks for: a block, under the time of the node it asks unless it brings its own. */
export type Operation = {
  readonly block: BlockId;
  readonly parts: readonly Part[];
  readonly time?: Tick;
};

/** Says what one holds of a block, part by part, and may ask what the other holds. Nobody honest gives a vote a ticket. */
export type Vote = {
  readonly kind: "vote";
  readonly block: BlockId;
  readonly mask: Mask;
  readonly asks: boolean;
  readonly ticket?: number;
  readonly time: Tick;
};
/** Asks for a body. The answer goes to `target`, and carries the ticket. */
export type Query = {
  readonly kind: "query";
  readonly block: BlockId;
  readonly target: NodeId;
  readonly ticket: number;
  readonly time: Tick;
};
/** A body, asked for by this ticket; 0 is unsolicited. */
export type Body = { readonly kind: "block"; readonly body: Block; readonly ticket: number; readonly time: Tick };
/** Body and vote in one: how news of a block travels where nobody polls. It asks for a vote. */
export type News = { readonly kind: "news"; readonly body: Block; readonly mask: Mask; readonly ticket: number; readonly time: Tick };
/** Two peers who may know the body better than the one who was asked. */
export type Referral = {
  readonly kind: "referral";
  readonly block: BlockId;
  readonly high: NodeId;
  readonly low: NodeId;
  readonly ticket: number;
  readonly time: Tick;
};
/** Several requests to one peer, as one message. */
type Batch = { readonly kind: "batch"; readonly requests: readonly Request[]; readonly time: Tick };
export type Request = Vote | Query;

export type Message = Vote | Query | Body | News | Referral | Batch;

/** Why a block cannot commit here: it is malformed, a higher sibling is known, it was voted down, or it took too long. */
export type Because = "shape" | "sibling" | "rejected" | "timeout";

/** How a body comes: from a client, as an answer to a question, as news of somebody known, or unasked. */
export type Came = "submitted" | "asked" | "told" | "unasked";

/** What has to be settled: a part, by the voters near its token; or that the block was seen at all, by those near the block. */
export interface Role {
  /** Its bit among the unresolved. */
  readonly bit: Mask;
  /** How many peers lie before its place on the ring. */
  readonly rank: NodeId;
  /** The lower word of its place. */
  readonly low: number;
  /** The first and the last voter whose word counts, worked out when so many strangers were connected. */
  from: NodeId;
  to: NodeId;
  among: number;
}

/** A block on its way: heard of, perhaps with its body, until it commits, is blocked, or grows too old. */
export interface Entry {
  readonly block: BlockId;
  /** Where it lies on the ring, to half its bits. */
  readonly place: number;
  body: Block | undefined;
  phase: "pending" | "commit" | "blocked";
  because: Because | undefined;
  /** When it was born: by the clock of whoever spoke of it first, unless the rules say otherwise. */
  born: Tick;
  readonly votes: Ballots;
  /** Whether a vote or the body came since it was last tallied. */
  isUpdated: boolean;
  /** One bit for each part not yet settled, and one for the witnesses. */
  unresolved: Mask;
  /** One bit for each part whose parent is still to be checked. */
  unvalidated: Mask;
  /** How its body came, if it has come. */
  came: Came | undefined;
  /** The client's call, where this node is the owner. */
  call: number | undefined;
  /** The highest sibling it has heard of; 0 is none. */
  rival: BlockId;
  /** Once the body is known: one for each part, and the witnesses last. */
  roles: readonly Role[];
  /** When the predecessor was last asked for. */
  askedAt: Tick;
  /** Under rules that poll pair by pair: which pair is asked next, and when. */
  pair: number;
  asksAt: Tick;
  /** When it is next looked at, where there is an agenda. */
  looksAt: Tick;
}

/** Which block changed a token last, and when it says it was made. */
export interface Mapping {
  readonly block: BlockId;
  readonly time: Tick;
}

/** What a refusal is counted under. */
export type Refusal = "shape" | "name" | "size" | "early" | "stranger" | "ticket" | "pool" | "votes" | "rate" | "unknown";

export interface State {
  readonly pool: Map<BlockId, Entry>;
  /** Where votes are polled for, names in the pool that wait to be settled, in the order of the ring; what is settled leaves at the next look. */
  readonly open: BlockId[];
  /** What is to be looked at in which round, under rules by which news travels as it comes. */
  readonly agenda: Agenda;
  readonly blocks: Map<BlockId, Block>;
  readonly tokens: Map<TokenId, Mapping>;
  /** Which bodies in the pool touch a token, where the gate has to know. */
  readonly spenders: Spenders;
  /** Whom this node is connected to beside its peers in the topology, ascending. */
  readonly strangers: NodeId[];
  /** The most entries that its pool has held at one time. */
  poolMost: number;
  /** The round of the tick that is armed, if one is. */
  wakesAt: Tick | undefined;
  /** The round before which nothing in the pool grows too old, under rules that look at all of it when something may have. */
  agesAt: Tick;
  /** What was refused, by the rule that refused it. */
  readonly refused: Map<Refusal, number>;
  /** What options remember, under rules that have any. */
  readonly aside?: Aside;
}

type Timer = { readonly kind: "tick" };

/** What the journal keeps of a commit: the body, and which of its parts moved their token here. */
export interface Kept {
  readonly body: Block;
  readonly moved: Mask;
}

export interface EchoConsent {
  state: State;
  message: Message;
  timer: Timer;
  operation: Operation;
  config: Rules;
  cells: object;
  record: Kept;
}

/** What a node may do. */
export type Own = Self<EchoConsent>;
