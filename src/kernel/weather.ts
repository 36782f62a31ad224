import type { Ticks } from "./contract.ts";

/** Background chance. In calm weather every message takes one tick. */
export type Weather = "calm" | Rough | Shuffled | Rounds;

/** Each copy is late by so much, lost or doubled for itself. */
export interface Rough extends Clockwork {
  readonly kind?: undefined;
  readonly delayTicksMin: Ticks;
  readonly delayTicksMax: Ticks;
  readonly lossPermille: number;
  readonly duplicatePermille: number;
  /** Copies on one link arrive in the order in which they were sent, but for those that a fate befalls. */
  readonly isInOrder?: true | undefined;
}

/**
 * One queue for the whole network. At each tick that is a multiple of `everyTicks` what was sent before it is shuffled: of n copies the
 * first half arrive at once, in that order, but for the last of that half, one in `lostOneIn` of all n, which are lost; the other
 * half stay. Of fewer than `lostOneIn` none is lost, and with 0 never any.
 */
export interface Shuffled extends Clockwork {
  readonly kind: "shuffled";
  readonly everyTicks: Ticks;
  readonly lostOneIn: number;
}

/**
 * Copies travel in rounds of so many ticks. One that is sent in round r leaves in round r + 1 and arrives at the first tick of a round
 * that many rounds later, evenly between the least and the most, and then one more as long as a roll says so again.
 */
export interface Rounds extends Clockwork {
  readonly kind: "rounds";
  readonly everyTicks: Ticks;
  readonly delayMin: number;
  readonly delayMax: number;
  readonly againPermille: number;
  readonly lostPerMillion: number;
}

interface Clockwork {
  /** Chance for timers; where it is absent they fire when they should. */
  readonly timers?: TimerWeather | undefined;
}

/** How often a timer fires early, late or never, and by how many ticks at most. */
export interface TimerWeather {
  readonly earlyPermille: number;
  readonly latePermille: number;
  readonly dropPermille: number;
  readonly byTicksMax: Ticks;
}
