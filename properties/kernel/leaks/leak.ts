import type { Handler, Parts, Protocol } from "#kernel";
import { gossip } from "./gossip.ts";
import type { Habits } from "./gossip.ts";

/** What finds a leak. */
export const CATCHERS = ["fence", "boundary", "frozen run", "rerun", "permuted rerun", "lint"] as const;
export type Catcher = (typeof CATCHERS)[number];

/** One way in which the outer world gets into a run, or a node's memory out of it. */
export interface Leak {
  readonly name: string;
  readonly catcher: Catcher;
  /** The handler in which it shows. */
  readonly handler: Handler;
  /** Calling it is what loading the protocol's module would be: what it makes outside of the habits is module-level. */
  readonly plant: () => Protocol<Parts>;
}

/** A leak that sits in one of a gossip's habits. */
export const leak = (catcher: Catcher, name: string, handler: Handler, habits: () => Habits): Leak => ({
  name,
  catcher,
  handler,
  plant: () => gossip(habits()),
});

/** A leak in the word that a node says. */
export const saying = (catcher: Catcher, name: string, word: NonNullable<Habits["word"]>): Leak =>
  leak(catcher, name, "timeout", () => ({ word }));
