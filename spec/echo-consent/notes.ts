import type { Event, NodeId, Observed, Tick, Ticks } from "#kernel";

/** What a node says of a part that it commits: what it was to do, what it did, and whose votes settled it. */
export interface CommittedPart {
  readonly token: number;
  readonly last: number;
  readonly key: number;
  readonly signature: number;
  readonly yes: readonly NodeId[];
  readonly no: readonly NodeId[];
  /** Those for it who said yes to the whole block. */
  readonly whole: readonly NodeId[];
  /** Whether the token is this node's business. */
  readonly isNear: boolean;
  /** Where the token stood before and after. */
  readonly before: number;
  readonly after: number;
}

/** What a node says when it commits a block. */
export interface Committed {
  readonly node: NodeId;
  readonly at: Tick;
  readonly block: number;
  readonly came: "submitted" | "asked" | "told" | "unasked";
  readonly time: Tick;
  readonly parts: readonly CommittedPart[];
}

/** What a node says of a block that it drops undecided. */
export interface Expired {
  readonly node: NodeId;
  readonly at: Tick;
  readonly block: number;
  readonly phase: "pending" | "blocked";
  /** Its age in rounds, as the node counts it. */
  readonly age: Ticks;
  readonly hasBody: boolean;
  /** Token and parent of each part, where the body is known. */
  readonly parts: readonly (readonly [token: number, last: number])[];
  readonly voters: readonly NodeId[];
}

const isNote = (event: Event, name: string): event is Observed =>
  event.kind === "note" && Array.isArray(event.instance) && event.instance[0] === name;

const bodyOf = (event: Observed): object => ({
  node: event.node,
  at: event.at,
  block: (event.instance as readonly [string, number])[1],
  ...(event.value as object),
});

/** A note of one's own kind, with who said it and of which block. */
const reading =
  <N>(name: string) =>
  (event: Event): N | undefined =>
    isNote(event, name) ? (bodyOf(event) as N) : undefined;

export const committedIn = reading<Committed>("commit");
export const expiredIn = reading<Expired>("expired");
export const favouredIn = reading<{
  readonly node: NodeId;
  readonly at: Tick;
  readonly block: number;
  readonly over: number;
  readonly isHigher: boolean;
}>("favoured");
export const toldIn = reading<{
  readonly node: NodeId;
  readonly at: Tick;
  readonly block: number;
  readonly rank: number;
  readonly peers: readonly NodeId[];
}>("told");
