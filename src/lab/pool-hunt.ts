import type { Finding, Found, Refusal, Sight } from "#hunt";
import type { Seed } from "#kernel";
import type { Limits } from "./limits.ts";

/** A hunt for the pool: what is looked for, how many runs, and how many processes share them. */
export interface PoolHunt {
  readonly config: string;
  readonly root: Seed;
  readonly count: number;
  readonly workers: number;
  /** Only a breach of this property counts. A run that never comes back counts always: nobody can judge it. */
  readonly property?: string;
  readonly limits?: Partial<Limits>;
  onProgress?(progress: Progress): void;
  /** A sentence for whoever waits, while nothing seems to happen: who has fallen silent, and what is done about it. */
  onDelay?(sentence: string): void;
  /** Stops the hunt: its processes end, and what it saw so far is reported. */
  readonly signal?: AbortSignal;
}

/** How far a hunt has come. Children are lost by accident too, so this is no part of the report. */
export interface Progress {
  readonly runs: number;
  readonly of: number;
  readonly lost: number;
}

/** What a hunt saw, the same for any number of workers, or why it could not begin. */
export type PoolReport = Hunted | Refusal;
export interface Hunted extends Omit<Sight, "found"> {
  readonly kind: "hunted";
  /** Whether it was stopped before it came to its end. */
  readonly isStopped: boolean;
  /** What the lowest failing seed led to. */
  readonly catch: Catch | undefined;
}

/** Shrunk and certified; or, with the reason, as it was found, because shrinking was lost or there is no run to shrink. */
export type Catch =
  | { readonly kind: "finding"; readonly finding: Finding }
  | { readonly kind: "unshrunk"; readonly found: Found; readonly because: string };
