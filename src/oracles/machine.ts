import type { Plain } from "#kernel";

/**
 * One machine that never fails: what all the nodes together must look like to their clients. It is the specification that
 * `linearizability` judges by, and it runs: `step` tells what a call does to the state, and what the answer to it is.
 */
export interface Machine<S extends Plain> {
  readonly start: S;
  /** Never changes `state`; every operation has an answer in every state. */
  step(state: S, operation: Plain): { readonly next: S; readonly result: Plain };
  /** Calls with different keys never meet: each key has a machine of its own. All calls have one key where this is absent. */
  keyOf?(operation: Plain): Plain;
}

/** A call as its client saw it: its moments are places in one history. */
export interface Witnessed {
  readonly operation: Plain;
  readonly asked: number;
  /** Where it is absent nobody knows: the call may have had its effect at any time since, or never. */
  readonly answer: { readonly at: number; readonly result: Plain } | undefined;
}
