import type { NodeId, Plain, ProcessId, Tick, Ticks } from "./contract.ts";
import type { Weather } from "./weather.ts";

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
  readonly topology: Topology;
  /** How many nodes may lie or stay dead. */
  readonly faults: number;
  /** Δ: how long a message between core nodes may take once the calm has come. */
  readonly delta: Ticks;
}

/**
 * Who knows whom: everybody everybody, or each node's peers in ascending order, or a rule. On a ring a node knows so many on either
 * side; in a small world also some far away; at random each directed link is there with that chance, listed or worked out anew; and
 * links may grow rarer with the distance.
 */
export type Topology =
  | "mesh"
  | readonly (readonly NodeId[])[]
  | { readonly kind: "ring"; readonly near: number }
  | { readonly kind: "small-world"; readonly near: number; readonly far: number }
  | Random
  | Fading;

/** Each directed link is there with that chance. */
export interface Random {
  readonly kind: "random";
  readonly permille: number;
  readonly links: "listed" | "computed";
}

/**
 * Nodes in the order of their numbers, on a line or around a ring. Those up to `near` steps apart know each other; beyond, the chance
 * falls in a straight line, from `nearPermille` at `near` to `farPermille` at `until`; farther than that nobody knows anybody.
 */
export interface Fading {
  readonly kind: "fading";
  readonly near: number;
  readonly until: number;
  readonly nearPermille: number;
  readonly farPermille: number;
  readonly shape: "ring" | "line";
  /** Whether each end of a link is drawn for itself, or one roll links both. */
  readonly ways: "one" | "both";
  /** Into how many classes nodes fall by chance: only those of one class are linked. None are told apart where it is absent. */
  readonly classes?: number | undefined;
}

/** The fair part of a run, where liveness is judged: when it begins and how long it lasts. */
export interface Calm {
  readonly from: Tick;
  readonly for: Ticks;
}

/** One deliberate act. */
export type Move = Timed | Fate | TimerFate;

/** A move that is made at its tick. */
export type Timed = Submit | Retry | Cut | Clog | Heal | Slow | Skew | Crash | Restart | Pause | Resume | DiskFault | Turn | Twin;

/** A client asks a node for something. The name is the call's own and survives shrinking. */
export interface Submit {
  readonly at: Tick;
  readonly kind: "submit";
  readonly name: number;
  readonly node: NodeId;
  readonly operation: Plain;
}
/** The client of that call asks again, this node or another, unless it has its answer. */
export interface Retry {
  readonly at: Tick;
  readonly kind: "retry";
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
/** What is sent from one side to the other is held from now on, and comes all at once when the links heal. */
export interface Clog {
  readonly at: Tick;
  readonly kind: "clog";
  readonly from: readonly ProcessId[];
  readonly to: readonly ProcessId[];
}
/** Ends every cut and opens what is clogged. */
export interface Heal {
  readonly at: Tick;
  readonly kind: "heal";
}
/** Whatever the node sends or is sent takes so many ticks longer from now on; by 0 it is itself again. */
export interface Slow {
  readonly at: Tick;
  readonly kind: "slow";
  readonly node: NodeId;
  readonly by: Ticks;
}
/** The node's clock jumps by so many ticks, and from now on gains so many in a thousand; its timers go by it. */
export interface Skew {
  readonly at: Tick;
  readonly kind: "skew";
  readonly node: NodeId;
  readonly by: number;
  readonly driftPermille: number;
}
/**
 * Strikes now, or inside the node's next handler after its n-th effect; the rest never happens. Effects are each copy of a message
 * (a broadcast has one for each peer, and then its own), each sync and each observation; writing and arming are none.
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
/**
 * The node's disk lies, which counts as its fault. Torn: of what its next sync should make last, only the first `kept` writes do.
 * Stale: its next start reads a disk that lacks the last write it holds.
 */
export interface DiskFault {
  readonly at: Tick;
  readonly kind: "disk";
  readonly node: NodeId;
  readonly fault: { readonly kind: "torn"; readonly kept: number } | { readonly kind: "stale" };
}
/** The node becomes a liar: its honest code runs on, the lie sits on its way out. Its word binds nobody, and it is not of the core. */
export interface Turn {
  readonly at: Tick;
  readonly kind: "turn";
  readonly node: NodeId;
  readonly lie: string;
}
/**
 * A second process starts under the node's id, on a copy of its disk. From now on these peers hear and are heard by the second
 * only, all others by the first: each is honest, and together they are a liar.
 */
export interface Twin {
  readonly at: Tick;
  readonly kind: "twin";
  readonly node: NodeId;
  readonly peers: readonly NodeId[];
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

/** What becomes of one named timer: the n-th time that this process armed it. */
export interface TimerFate {
  readonly kind: "timer";
  readonly timer: TimerName;
  readonly then: ThenTimer;
}
export interface TimerName {
  readonly process: ProcessId;
  readonly says: Plain;
  readonly nth: number | "every";
}
/** Ticks from when it should fire. A timer never fires in the tick in which it is armed. */
export type ThenTimer =
  | { readonly kind: "drop" }
  | { readonly kind: "delay"; readonly by: Ticks }
  | { readonly kind: "early"; readonly by: Ticks };

/** Whether a move has a tick of its own; the others are made when what they name comes. */
export const isTimed = (move: Move): move is Timed => move.kind !== "fate" && move.kind !== "timer";

/** The node that this move makes faulty, if it does: what it says from then on binds nobody, and an oracle of one's own passes over it. */
export const faultyBy = (move: Move): NodeId | undefined =>
  move.kind === "turn" || move.kind === "twin" || move.kind === "disk" ? move.node : undefined;
