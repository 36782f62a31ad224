import type { Tick } from "#kernel";
import type { Entry } from "./parts.ts";

/** Rounds between two steps for a block that nobody contests. A contested one takes a step every round. */
const CALM_ROUNDS = 3;
/** Steps from one pair of peers to the next. */
export const PAIR_STEPS = 3;
/** Steps before a block just learnt is polled for: two silent ones, for the news to come round. */
export const FRESH_STEPS = 3;

/** The round of the n-th step from that round on. */
export const roundOfStep = ({ rival }: Pick<Entry, "rival">, steps: number, from: Tick): Tick =>
  rival === 0 ? (Math.ceil(from / CALM_ROUNDS) + steps - 1) * CALM_ROUNDS : from + steps - 1;

/** A block that is contested from now on takes the steps that it has left one a round. */
export const hurry = (entry: Entry, rival: number, from: Tick): void => {
  const left = Math.floor(entry.asksAt / CALM_ROUNDS) - Math.ceil(from / CALM_ROUNDS) + 1;
  if (entry.rival === 0) entry.asksAt = from + Math.max(left, 1) - 1;
  entry.rival = rival;
};
