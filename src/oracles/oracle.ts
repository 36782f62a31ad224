import type { Event, NodeId, Plain, Run, Schedule, Tick } from "#kernel";

/** A fold over a history that ends in a verdict. It sees what nodes said, what befell them and what probes read: never their state. */
export interface Oracle<S = unknown> {
  readonly id: string;
  /** Safety: nothing bad happened. Liveness: something good did, in time. */
  readonly class: "safety" | "liveness";
  start(schedule: Schedule): S;
  observe(state: S, event: Event, index: number): void;
  end(state: S, run: Run): Verdict;
}

/** How a run was judged: the promise held, was broken, or could not be judged. */
export type Verdict = Held | Broken | Unknown;
/** Nothing contradicts it; `judged` counts the obligations it looked at, for a silent oracle may have had nothing to say. */
export type Held = { readonly kind: "held"; readonly judged: number };
export type Broken = {
  readonly kind: "broken";
  /** What sort of breach it is, with the roles that took part: shrinking keeps both. */
  readonly sort: string;
  readonly roles: readonly Role[];
  readonly at: Tick;
  readonly nodes: readonly NodeId[];
  readonly because: string;
};
/** The run was too short to tell. */
export type Unknown = { readonly kind: "unknown"; readonly limit: string };

/** The part a culprit played. Never an id or a value: they differ from repro to repro of one bug. */
export type Role = "honest" | "restarted" | "submitter" | "receiver" | "waiter" | "starter" | "witness";

/** A numbered promise with the oracle that judges it. */
export interface Property {
  readonly id: string;
  readonly says: string;
  readonly oracle: Oracle;
}

/** What an operation asks for and a decision answers: the block after `instance`. */
export type Claim = { readonly instance: Plain; readonly value: Plain };

/** Gives an oracle its fold without its type, so that oracles of all folds fit one list. */
export const oracle = <S>(folded: Oracle<S>): Oracle => folded as Oracle;

/** Judges a run: folds its history once for each property. */
export const judge = (properties: readonly Property[], schedule: Schedule, run: Run): Verdict[] =>
  properties.map(({ oracle: { start, observe, end } }) => {
    const state = start(schedule);
    const { history } = run;
    for (let index = 0; index < history.length; index++) observe(state, history[index]!, index);
    return end(state, run);
  });

/** One breach of a property, told apart from others of it: its id, its sort and the roles that took part. */
export const identityOf = (property: Property, { sort, roles }: Broken): string =>
  `${property.id} ${sort} ${roles.toSorted(byText).join("+")}`;

const byText = (a: Role, b: Role): number => (a < b ? -1 : a > b ? 1 : 0);
