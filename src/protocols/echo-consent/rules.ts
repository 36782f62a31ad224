import { NO_OPTIONS } from "./options.ts";
import type { Options } from "./options.ts";

/**
 * The rules of one version, and all that versions differ in: a reader who lays two of them side by side sees where. What a rule
 * calls its first word is what the earliest version did; `bugs.ts` says which of them are mistakes, and what mends each.
 */
export type Rules = {
  /** How a vote is sought: asked for at every tick, told on as news comes, or told to all. */
  readonly spreads: "polling" | "reactive" | "broadcast";
  /** A role is settled when its balance of votes is beyond this. */
  readonly threshold: number;
  /** Voters near a place: so many to either side. */
  readonly halfWidth: number;
  /** Rounds that an entry lives. */
  readonly lifetime: number;
  /** Entries from which on a pool records no votes; 0 is no such bound. */
  readonly votesUpTo: number;
  /** Entries from which on a pool takes no further block; 0 is no such bound. */
  readonly poolMax: number;

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

  /** How often a body is asked for. */
  readonly fetches: "once" | "again" | "in-turn";
  /** Whether a block without a body is asked for from two others, and queries travel on. */
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

  /** What a node that has committed answers: yes to everything, or yes to the tokens that are its business. */
  readonly answers: "whole" | "by-token";
  /** What its owner hears of a block that grew too old. */
  readonly expires: "silently" | "told";
  /** Up to how many connections everybody counts as near: ten, or 2 w + 2, which is ten as well where w is 4. */
  readonly smallRing: "ten" | "width";
  /** What an index beyond the ring does. */
  readonly indices: "wrapped" | "panic";
} & Options;

/** The minimal consensus: blocks are polled for, and nothing knows of conflicts. */
const v0: Rules = {
  spreads: "polling",
  threshold: 2,
  halfWidth: 4,
  lifetime: 100,
  votesUpTo: 100,
  poolMax: 0,
  settles: "either-way",
  counts: "all",
  parents: "overwritten",
  moves: "all",
  evaluates: "one-by-one",
  favours: "all",
  gate: "none",
  late: "pending",
  fetches: "once",
  queries: "answered",
  strangers: "connected",
  tickets: "guessable",
  returns: "anew",
  identities: "none",
  search: "ends",
  ages: "sender",
  sizes: "below-six",
  shapes: "loose",
  names: "free",
  validates: "nothing",
  validatesBy: "parent",
  vouches: "first",
  times: "any",
  answers: "whole",
  expires: "silently",
  smallRing: "ten",
  indices: "wrapped",
  ...NO_OPTIONS,
};

/** The reorg lock, a tick in two phases, and queries that travel on. */
const v1: Rules = {
  spreads: "polling",
  threshold: 2,
  halfWidth: 4,
  lifetime: 200,
  votesUpTo: 0,
  poolMax: 0,
  settles: "either-way",
  counts: "all",
  parents: "awaited",
  moves: "near",
  evaluates: "snapshot",
  favours: "lowest",
  gate: "none",
  late: "pending",
  fetches: "once",
  queries: "forwarded",
  strangers: "connected",
  tickets: "guessable",
  returns: "anew",
  identities: "none",
  search: "ends",
  ages: "sender",
  sizes: "below-six",
  shapes: "loose",
  names: "free",
  validates: "nothing",
  validatesBy: "child",
  vouches: "each",
  times: "any",
  answers: "whole",
  expires: "silently",
  smallRing: "ten",
  indices: "wrapped",
  ...NO_OPTIONS,
};

/** News is told on as it comes, the highest sibling wins where it is known, and tickets are secret. */
const v2: Rules = {
  spreads: "reactive",
  threshold: 2,
  halfWidth: 4,
  lifetime: 200,
  votesUpTo: 0,
  poolMax: 0,
  settles: "for",
  counts: "all",
  parents: "awaited",
  moves: "near",
  evaluates: "snapshot",
  favours: "highest",
  gate: "highest",
  late: "pending",
  fetches: "again",
  queries: "routed",
  strangers: "ticketed",
  tickets: "keyed",
  returns: "anew",
  identities: "accepted",
  search: "ends",
  ages: "own",
  sizes: "below-six",
  shapes: "loose",
  names: "free",
  validates: "nothing",
  validatesBy: "child",
  vouches: "each",
  times: "any",
  answers: "whole",
  expires: "silently",
  smallRing: "width",
  indices: "wrapped",
  ...NO_OPTIONS,
};

/** What the design document promised and no version did: blocks and one vote, yes or no, go to everybody. */
const documented: Rules = {
  spreads: "broadcast",
  threshold: 2,
  halfWidth: 4,
  lifetime: 250,
  votesUpTo: 0,
  poolMax: 1_000,
  settles: "for",
  counts: "connected",
  parents: "overwritten",
  moves: "all",
  evaluates: "one-by-one",
  favours: "all",
  gate: "none",
  late: "pending",
  fetches: "once",
  queries: "answered",
  strangers: "refused",
  tickets: "guessable",
  returns: "known",
  identities: "none",
  search: "ends",
  ages: "own",
  sizes: "six",
  shapes: "loose",
  names: "free",
  validates: "nothing",
  validatesBy: "parent",
  vouches: "each",
  times: "any",
  answers: "whole",
  expires: "told",
  smallRing: "ten",
  indices: "wrapped",
  ...NO_OPTIONS,
  expiresAs: "blocked",
};

/** The rule sets by their names. */
export const RULE_SETS = { v0, v1, "v2-core": v2, "as-documented": documented } as const;
