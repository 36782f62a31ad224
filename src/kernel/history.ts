import type { Claimed, NodeId, Plain, ProcessId, Tick } from "./contract.ts";
import type { Fate, Timed, TimerFate } from "./schedule.ts";

/** What happened, as oracles may see it: moves, observations, probes. Its index is its place in the history. */
export type Event = Observed | Invoked | Responded | Moved | Started | Probed | Panicked | Calmed;

/** A node says what it holds to. */
export type Observed = { [K in Claimed]: Saying<K> }[Claimed];
interface Saying<K extends string> {
  readonly kind: K;
  readonly node: NodeId;
  readonly process: ProcessId;
  readonly at: Tick;
  readonly instance: Plain;
  readonly value: Plain;
}
/** A call was handled to its end: what a crash cut short was never accepted. */
export interface Invoked {
  readonly kind: "invoke";
  readonly node: NodeId;
  readonly process: ProcessId;
  readonly at: Tick;
  readonly call: number;
  readonly operation: Plain;
}
export interface Responded {
  readonly kind: "respond";
  readonly node: NodeId;
  readonly process: ProcessId;
  readonly at: Tick;
  readonly call: number;
  readonly result: Plain;
}
/** A move took effect. A crash inside a handler is told when it strikes. */
export interface Moved {
  readonly kind: "move";
  readonly at: Tick;
  readonly move: Timed;
}
/** A node starts again: by a move, or because the calm needs it. */
export interface Started {
  readonly kind: "start";
  readonly node: NodeId;
  readonly process: ProcessId;
  readonly at: Tick;
}
/** What a node's `probe` answered at the end of the calm. */
export interface Probed {
  readonly kind: "probe";
  readonly node: NodeId;
  readonly process: ProcessId;
  readonly at: Tick;
  readonly values: Readonly<Record<string, Plain>>;
}
/** A handler threw, or did more than a handler may. */
export interface Panicked {
  readonly kind: "panic";
  readonly node: NodeId;
  readonly process: ProcessId;
  readonly at: Tick;
  readonly handler: Handler;
  readonly because: string;
}
/** The calm began, with these nodes as its core: those that run and are not faulty. Liars, twins and nodes whose disk lied are not. */
export interface Calmed {
  readonly kind: "calm";
  readonly at: Tick;
  readonly core: readonly NodeId[];
}
/** The five ways into a protocol; a probe is a handler too, for it runs the protocol's code. */
export type Handler = "start" | "submit" | "receive" | "timeout" | "probe";

/** The one consequence of a schedule. */
export interface Run {
  /** The rolling hash in two halves; `hashOf` writes it. */
  readonly high: number;
  readonly low: number;
  readonly history: readonly Event[];
  /** How many handlers ran. */
  readonly events: number;
  readonly end: End;
  /** When asked for: the fates that chance in the weather chose, named. */
  readonly rolled: readonly (Fate | TimerFate)[];
}

/** How a run ended: nothing left to do, the calm was over, a limit, a panic. Only the first two let liveness be judged. */
export type End = "quiet" | "over" | "limit" | "panic";
