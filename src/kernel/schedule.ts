import type { NodeId, Plain, ProcessId, Tick, Ticks } from "./contract.ts";

/** The whole cause of a run, as plain JSON. */
export interface Schedule {
  /** A name among the protocol's `configs`. */
  readonly config: string;
  readonly setup: Setup;
  readonly weather: Weather;
  readonly moves: readonly Move[];
  readonly calm: Calm;
}

export interface Setup {
  readonly nodes: number;
  /** 64 bits as 16 hexadecimal digits: the seed of dice and weather. */
  readonly seed: string;
  /** Everybody knows everybody, or each node's peers in ascending order. */
  readonly topology: "mesh" | readonly (readonly NodeId[])[];
  /** How many nodes may lie or stay dead. */
  readonly faults: number;
  /** Δ: how long a message between core nodes may take once the calm has come. */
  readonly delta: Ticks;
}

/** Background chance. In calm weather every message takes one tick. */
export type Weather =
  | "calm"
  | {
      readonly delayTicksMin: Ticks;
      readonly delayTicksMax: Ticks;
      readonly lossPermille: number;
      readonly duplicatePermille: number;
    };

/** The fair part of a run, where liveness is judged: when it begins and how long it lasts. */
export interface Calm {
  readonly from: Tick;
  readonly for: Ticks;
}

/** One deliberate act. */
export type Move = Submit | Cut | Heal | Crash | Restart | Pause | Resume | Turn | Fate;

/** A client asks a node for something. The name is the call's own and survives shrinking. */
export interface Submit {
  readonly at: Tick;
  readonly kind: "submit";
  readonly name: number;
  readonly node: NodeId;
  readonly operation: Plain;
}
/** What is sent from one side to the other is lost from now on; what is in flight passes. */
export interface Cut {
  readonly at: Tick;
  readonly kind: "cut";
  readonly from: readonly ProcessId[];
  readonly to: readonly ProcessId[];
  readonly ways: "one" | "both";
}
/** Ends every cut. */
export interface Heal {
  readonly at: Tick;
  readonly kind: "heal";
}
/**
 * Strikes now, or inside the node's next handler after its n-th effect; the rest never happens.
 * Of the writes not yet synced the first `kept` survive.
 */
export interface Crash {
  readonly at: Tick;
  readonly kind: "crash";
  readonly node: NodeId;
  readonly inside: "nothing" | number;
  readonly kept: number;
}
/** The node starts again, with what its disk kept. */
export interface Restart {
  readonly at: Tick;
  readonly kind: "restart";
  readonly node: NodeId;
}
/** The node's clock stands still; what arrives waits. */
export interface Pause {
  readonly at: Tick;
  readonly kind: "pause";
  readonly node: NodeId;
}
export interface Resume {
  readonly at: Tick;
  readonly kind: "resume";
  readonly node: NodeId;
}
/** The node becomes a liar: its honest code runs on, the lie sits on its way out. */
export interface Turn {
  readonly at: Tick;
  readonly kind: "turn";
  readonly node: NodeId;
  readonly lie: string;
}
/** What becomes of one named message. It carries no tick: its message is its time. */
export interface Fate {
  readonly kind: "fate";
  readonly message: MessageName;
  readonly then: Then;
}

/** Names one copy of a message: the n-th time that `from` said this, on its way to `to`. */
export interface MessageName {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly identity: Plain;
  readonly nth: number | "every";
}
/** `by` and `after` count ticks beyond the one tick of calm weather, and beyond the first copy. */
export type Then =
  | { readonly kind: "drop" }
  | { readonly kind: "delay"; readonly by: Ticks }
  | { readonly kind: "duplicate"; readonly after: Ticks };
