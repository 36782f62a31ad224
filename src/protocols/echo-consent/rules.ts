import type { Options } from "./options.ts";

/**
 * The rules of one version, and all that versions differ in: a reader who lays two of them side by side sees where. The first word
 * of each rule is what the earliest version did; `bugs.ts` says which of them are mistakes, and what mends each.
 */
export type Rules = {
  // How votes are sought, how many it takes, and how much a node holds.

  /** How a vote is sought: asked for at every tick, told on as news comes, or told to all. */
  readonly spreads: "polling" | "reactive" | "broadcast";
  /** A role is settled when its balance of votes is beyond this. Where votes are told to all, as many for the whole block are enough. */
  readonly threshold: number;
  /** Voters near a place: so many to either side. */
  readonly halfWidth: number;
  /** Rounds that an entry lives. */
  readonly lifetime: number;
  /** Entries from which on a pool records no votes; 0 is no such bound. */
  readonly votesUpTo: number;
  /** Entries from which on a pool takes no further block; 0 is no such bound. */
  readonly poolMax: number;

  // What commits, and what becomes of siblings.

  /** What settles a part: a clear majority either way, or one for it. */
  readonly settles: "either-way" | "for";
  /** Whose votes are counted: of all near by, or of those connected now. */
  readonly counts: "all" | "connected";
  /**
   * What becomes of a token that stands at another block than the parent: it is overwritten, or the parent is awaited. A token that
   * the node does not know is never awaited.
   */
  readonly parents: "overwritten" | "awaited";
  /** Which tokens a commit moves: all of the block, or those near the node. */
  readonly moves: "all" | "near";
  /** When blocks are judged: one after the other, or all against one snapshot, to commit together. */
  readonly evaluates: "one-by-one" | "snapshot";
  /** Which of several blocks that want one token gets this node's yes; the others are told no. */
  readonly favours: "all" | "lowest" | "highest";
  /** Whether a known higher sibling blocks a block. */
  readonly gate: "none" | "highest";
  /** What becomes of a sibling of what has committed here. */
  readonly late: "pending" | "blocked";

  // How bodies, news and queries travel, and who is believed.

  /** How often a body is asked for: once, again and again from whoever spoke last, or from each voter in turn. */
  readonly fetches: "once" | "again" | "in-turn";
  /**
   * What becomes of a query for a body that one lacks: nothing; now and then it is passed on, and strangers are referred to two others;
   * or whoever asks is referred to them where it is not passed on.
   */
  readonly queries: "answered" | "forwarded" | "routed";
  /** What a vote of somebody unknown does: it makes a connection, it counts where it has a ticket, or it is refused. */
  readonly strangers: "connected" | "ticketed" | "refused";
  /** Whether anybody can work out the ticket of a body. */
  readonly tickets: "guessable" | "keyed";
  /** What becomes of a block that comes again when it has committed here and left the pool: it is looked at anew, or known. */
  readonly returns: "anew" | "known";
  /** What becomes of a body that nobody asked for and that begins with a creation. */
  readonly identities: "none" | "accepted";
  /** Whether the nearest peers are looked for across the end of the ring when news is told. */
  readonly search: "ends" | "wraps";
  /** By whose clock an entry ages. */
  readonly ages: "sender" | "own";

  // What a block must be like.

  /** How many parts a block may have. */
  readonly sizes: "below-six" | "six";
  /** Whether a block may be empty, or name a token twice. */
  readonly shapes: "loose" | "strict";
  /** Whether the name of a block is a hash of what it holds. */
  readonly names: "free" | "bound";
  /** Whether the key of the parent must have signed. */
  readonly validates: "nothing" | "signatures";
  /** Which body is asked for where the parent is missing. */
  readonly validatesBy: "parent" | "child";
  /** Which parts a parent vouches for: the first that names it, or each. */
  readonly vouches: "first" | "each";
  /** Whether a block must be younger than its parent. */
  readonly times: "any" | "younger";

  // What is answered, and what happens at the ends of the ring.

  /** What a node that has committed answers: yes to everything, or yes to the tokens that are its business. */
  readonly answers: "whole" | "by-token";
  /** What a client hears of its block when that grew too old, or has a fault that `faultOf` finds: nothing, or so much. */
  readonly expires: "silently" | "told";
  /** Up to how many connections everybody counts as near: ten, or 2 w + 2, which is ten as well where w is 4. */
  readonly smallRing: "ten" | "width";
  /** What a step of more than one turn of the ring does: it goes on around, or whoever takes it panics. */
  readonly indices: "wrapped" | "panic";
} & Options;
