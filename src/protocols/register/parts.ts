import type { NodeId, Plain, Self, Tick } from "#kernel";
import type { Rules } from "./rules.ts";

type Key = number & { readonly unit?: "key" };
export type Term = number & { readonly unit?: "term" };

/** What a client asks for. An exchange writes `value` where the register holds `expected`, and tells whether it did. */
export type Operation =
  | { readonly kind: "read"; readonly key: Key }
  | { readonly kind: "write"; readonly key: Key; readonly value: number }
  | { readonly kind: "exchange"; readonly key: Key; readonly expected: number; readonly value: number };

/** All registers at one moment. A page replaces the one before it; the later term is the newer, then the higher number. */
export interface Page {
  readonly term: Term;
  readonly number: number;
  readonly values: readonly number[];
  /** What came of every write and exchange on the way here, so that none is done twice. */
  readonly done: readonly Done[];
}
type Done = { readonly call: number; readonly home: NodeId; readonly result: Plain };

export type Message =
  | { readonly kind: "ask"; readonly call: number; readonly operation: Operation }
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "hold"; readonly term: Term; readonly number: number }
  | { readonly kind: "answer"; readonly call: number; readonly result: Plain }
  | { readonly kind: "promise"; readonly term: Term; readonly page: Page };

/** What a term asks of a node: to follow; as its leader to gather a quorum of promises, and then to lead. */
type Duty = { readonly kind: "following" } | { readonly kind: "gathering"; readonly promises: Map<NodeId, Page> } | Leading;
export interface Leading {
  readonly kind: "leading";
  /** The number of the newest page that each node is known to hold. */
  readonly held: Map<NodeId, number>;
  owed: readonly Owed[];
  /** The newest page that a quorum held, at first the one it began with: what reads are answered from by a leader that asks nobody. */
  settled: Page;
}

/** An answer that may be given once a quorum holds the page it came with. */
interface Owed {
  readonly call: number;
  readonly home: NodeId;
  readonly page: Page;
  readonly result: Plain;
}

export interface State {
  /** The term it is in: it holds no page of an earlier one any more. */
  term: Term;
  page: Page;
  duty: Duty;
  /** What its own clients asked for and wait for. */
  readonly waiting: Map<number, Operation>;
  /** Where it is told to mind: what it heard of the pages of its term and of promises, and whether half of its time is over. */
  readonly heard: Map<number, Heard>;
  readonly promised: { readonly from: NodeId; readonly term: Term; readonly at: Tick }[];
  isHalfOver: boolean;
  /** Where it is told to look: since when it waits, and how many terms in a row were not as long as they should have been. */
  since?: Tick;
  uneven?: number;
}

/** How many copies of a page came, and when the first of them did. */
interface Heard {
  readonly at: Tick;
  readonly copies: number;
}

export interface Register {
  state: State;
  message: Message;
  timer: { readonly kind: "half" | "term" };
  operation: Operation;
  config: Rules;
  cells: { kept: { readonly term: Term; readonly page: Page } };
  record: never;
}

/** What a node of the register may do. */
export type Own = Self<Register>;
