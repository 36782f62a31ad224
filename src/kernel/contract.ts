/** A number that names a node, 0 … nodes - 1. The brand is optional, so that literals fit and a `Tick` does not. */
export type NodeId = number & { readonly unit?: "node" };
/** A running copy of a node. An honest node is its own and only process; second copies are numbered from `nodes` upward. */
export type ProcessId = number & { readonly unit?: "process" };
/** A point of simulated time. */
export type Tick = number & { readonly unit?: "tick" };
/** A length of simulated time. */
export type Ticks = number & { readonly unit?: "ticks" };

/** What may leave a node or reach a file: JSON, with safe integers for numbers. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain | undefined };
/** One member of a union that is told apart by its `kind`. */
export interface Tagged {
  readonly kind: string;
}

/** The plain data a protocol is made of: one type argument instead of seven. */
export interface Parts {
  state: object;
  message: Tagged;
  timer: Tagged;
  operation: Plain;
  config: Plain;
  /** What the disk overwrites: `{ ballot: { term, vote } }`. */
  cells: object;
  /** What the disk appends: a log entry, an own vote. */
  record: unknown;
}

/** The deterministic behaviour of one node: handlers over plain data, effects through `self`, nothing waits. */
export interface Protocol<P extends Parts> {
  readonly name: string;
  /** By the name that a repro quotes: rules and defects alike. */
  readonly configs: Readonly<Record<string, P["config"]>>;
  /** At birth and after a crash, when only `self.disk` remembers. */
  start(self: Self<P>): P["state"];
  submit(state: P["state"], call: Call<P>, self: Self<P>): void;
  /** `from` is the link a message came over: it cannot be forged. */
  receive(state: P["state"], from: NodeId, message: P["message"], self: Self<P>): void;
  timeout(state: P["state"], timer: P["timer"], self: Self<P>): void;
  /** What a message says, not what befell it: no tick, no hop count, not who was in its quorum. All of it by default. */
  identify?(message: P["message"]): Plain;
  readonly lies?: Readonly<Record<string, Lie<P>>>;
  /** What oracles of state read: balances, sizes, heads. */
  probe?(state: P["state"], disk: Disk<P>): Readonly<Record<string, Plain>>;
  /** The bound of progress after the storm, derived from the protocol's own timeouts. */
  patience?(config: P["config"], nodes: number, delta: Ticks): Ticks;
}

/** A client's request. Its name is that of the move that made it, kept by shrinking. */
export interface Call<P extends Parts> {
  readonly name: number;
  readonly operation: P["operation"];
}

/**
 * What goes out to `to` instead of `message`: nothing, itself or others, signed by nobody but the liar. It bends what is said to
 * others; what a node says to itself, observes or writes down stays as its honest code has it.
 */
export type Lie<P extends Parts> = (message: P["message"], to: NodeId, self: Liar<P["message"]>) => readonly P["message"][];
/** What a lie may lean on: it can sign only as itself. */
export type Liar<M = Tagged> = Pick<Self<Parts>, "id" | "nodes" | "sign" | "below"> & {
  /** What it said since it turned, the oldest first: at most the last 32. */
  readonly earlier: readonly M[];
};

/** The neighbours of a node, in order: a list, or a rule that can be walked like one. `[...peers]` makes an array. */
export interface Peers extends Iterable<NodeId> {
  readonly length: number;
  at(place: number): NodeId | undefined;
  /**
   * The one so many steps up from a number, 0 for that number or the next above; or down from it, -1 for the next below. The walk
   * goes around the end as often as it takes, and finds nobody only where there are none.
   */
  beside(node: NodeId, steps: number): NodeId | undefined;
  includes(node: NodeId): boolean;
  some(isOne: (node: NodeId) => boolean): boolean;
  every(isOne: (node: NodeId) => boolean): boolean;
  find(isOne: (node: NodeId) => boolean): NodeId | undefined;
}

/** All that a node may do and know beyond its state. */
export interface Self<P extends Parts> {
  readonly id: NodeId;
  readonly nodes: number;
  /** The neighbours in the topology, ascending, without oneself. */
  readonly peers: Peers;
  /** The node's own clock. */
  readonly now: Tick;
  readonly config: P["config"];
  readonly disk: Disk<P>;
  /** To oneself: in the same tick, after this handler, without weather. */
  send(to: NodeId, message: P["message"]): void;
  /** To every peer, then to oneself: one object, said once. */
  broadcast(message: P["message"]): void;
  /** Arming an equal timer again moves it; 0 fires at the next tick. */
  arm(timer: P["timer"], after: Ticks): void;
  disarm(timer: P["timer"]): void;
  /** Addressed by node and reason: equal reasons, equal rolls. A protocol that leaves the term out of an election livelocks. */
  below(bound: number, ...reason: readonly (number | string)[]): number;
  sign<const T extends Tagged>(payload: T): Signed<T>;
  /** Also of what was relayed, or came out of a certificate. */
  verify(signed: Signed<Tagged>): boolean;
  decide(instance: Plain, value: Plain): void;
  respond(call: number, result: Plain): void;
  observe(observation: Observation): void;
}

/** Flat, so that unions of signed messages still switch on `kind`. The seal covers seed, signer and payload. */
export type Signed<T> = Readonly<T> & { readonly by: NodeId; readonly seal: number };

/** One disk a node: cells that are overwritten and one journal. Values are frozen by contract: write a copy of what goes on changing. */
export interface Disk<P extends Parts> {
  read<K extends keyof P["cells"]>(cell: K): P["cells"][K] | undefined;
  write<K extends keyof P["cells"]>(cell: K, value: P["cells"][K]): void;
  /** Records not yet synced included. */
  readonly journal: readonly P["record"][];
  append(record: P["record"]): void;
  truncate(length: number): void;
  /** A crash keeps what came before the last sync, and as much more as its move says. */
  sync(): void;
}

/**
 * What a node says it holds to, in the words all oracles share. It saves what it holds without answering for it, and notes whatever else
 * it has to say, in its protocol's own words.
 */
export type Observation =
  | { readonly kind: Claimed; readonly instance: Plain; readonly value: Plain }
  | { readonly kind: "respond"; readonly call: number; readonly result: Plain };

/** The words that claim a value for an instance. */
export type Claimed = "decide" | "lock" | "release" | "save" | "note";
