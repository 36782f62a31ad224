/**
 * What may be added to any rule set: ways to send less, to hold less, to give up less soon, to be flooded less. Hardly one of them is in any
 * version: `as-documented` alone blocks what grew too old. Whatever a node has to remember for one is kept aside, so that a node without options holds nothing for them.
 */
export type Options = {
  /** Which messages to one peer travel as one: none, or whatever one asks for in a tick. */
  readonly batches: "none" | "requests";
  /** Whom one asks for votes: whoever has his turn, or only those whose vote counts and has not come. */
  readonly asks: "by-turn" | "missing";
  /** Rounds after which what is settled leaves the pool, to be answered from the store; 0 is with its lifetime. */
  readonly keeps: number;
  /** Whether the threshold is one lower where few of one's requests for votes are answered, and one higher where nearly all are. */
  readonly adapts: "never" | "to-answers";
  /** Voters that speak as one group, by the first of them; 0 is everybody alone. A role is settled by most of its groups. */
  readonly groups: number;
  /** Equal arcs of the ring, each of which votes alone on what lies in it. */
  readonly arcs: number;
  /** How often the owner hands a block that grew too old in again, under a new name. */
  readonly repeats: number;
  /** What becomes of an open block that grew too old: it is dropped, or it stays for as long again and is voted down. */
  readonly expiresAs: "dropped" | "blocked";
  /** Messages of one sender that a node takes in a round; 0 is no such bound. */
  readonly takesMax: number;
  /** Entries that one sender may bring into a pool without a body; 0 is no such bound. */
  readonly placeholders: number;
  /** Messages of a round from which on a node asks for half as many votes; 0 is no such bound. */
  readonly pressedAt: number;
};

/** The versions as they are, but for what one of them says itself. */
export const NO_OPTIONS: Options = {
  batches: "none",
  asks: "by-turn",
  keeps: 0,
  adapts: "never",
  groups: 0,
  arcs: 1,
  repeats: 0,
  expiresAs: "dropped",
  takesMax: 0,
  placeholders: 0,
  pressedAt: 0,
};
