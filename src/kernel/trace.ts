import type { NodeId, ProcessId, Tick } from "./contract.ts";
import type { Handler } from "./history.ts";
import type { Move } from "./schedule.ts";

/** One line of what happened in a run, kept only on replay. */
export type Traced =
  | Handled
  | {
      readonly kind: "send";
      readonly at: Tick;
      readonly from: ProcessId;
      readonly to: ProcessId;
      readonly message: unknown;
      readonly becomes: Becomes;
    }
  | { readonly kind: "move"; readonly at: Tick; readonly move: Move };

/** A handler ran to its end, or until a crash cut it. */
export interface Handled {
  readonly kind: "handle";
  readonly at: Tick;
  readonly process: ProcessId;
  readonly handler: Handler;
  readonly from: NodeId;
  readonly what: unknown;
  /** The node's state after it, as text. */
  readonly state: string;
  /** What the node keeps beside its state after it: disk and armed timers. */
  readonly keeps: string;
}

/** What became of a copy of a message when it was sent. */
export type Becomes =
  | { readonly kind: "lost"; readonly because: "cut" | "weather" | "fate" | "lie" }
  | { readonly kind: "due"; readonly at: readonly Tick[] };

/** The record of every event of a run, each beside the rolling hash as it stood then. */
export class Trace {
  readonly lines: Traced[] = [];
  readonly hashes: string[] = [];

  add(line: Traced, hash: string): void {
    this.lines.push(line);
    this.hashes.push(hash);
  }
}
