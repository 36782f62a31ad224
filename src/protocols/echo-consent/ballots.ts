import type { NodeId, Tick } from "#kernel";
import { placeIn } from "./ascending.ts";
import type { Mask } from "./parts.ts";

/**
 * The latest word of a voter in one number: who it is, by his clock when, and what. A node hears so many that a record for each
 * would fill the memory, and all of them are walked for every tally.
 */
type Ballot = number & { readonly unit?: "ballot" };

/** By voter, ascending. */
export type Ballots = Ballot[];

/** A mask has eight bits; above them one says whether the voter waits for an answer. */
const ASKS = 0x100;
const WORDS = 0x200;
/** Clocks are told apart up to here, which is as many rounds as nobody plays. What a liar says beyond it is cut off. */
const TIMES = 0x1000000;
const EACH = TIMES * WORDS;

/** A vote, as far as it is kept. */
export interface Said {
  readonly mask: Mask;
  readonly time: Tick;
  readonly asks: boolean;
}

export const voterOf = (ballot: Ballot): NodeId => Math.floor(ballot / EACH);
const timeOf = (ballot: Ballot): Tick => Math.floor(ballot / WORDS) & (TIMES - 1);
export const maskOf = (ballot: Ballot): Mask => ballot & 0xff;
const isAsking = (ballot: Ballot): boolean => (ballot & ASKS) !== 0;

/** Keeps the latest word of a voter, the first of two said at one time unless the later counts. Says whether anything is to be tallied. */
export const cast = (ballots: Ballots, voter: NodeId, { mask, time, asks }: Said, isLaterKept: boolean): boolean => {
  const at = Math.min(Math.max(time, 0), TIMES - 1);
  const ballot = voter * EACH + at * WORDS + (mask & 0xff) + (asks ? ASKS : 0);
  const place = placeOf(ballots, voter);
  const held = ballots[place];
  if (held === undefined || voterOf(held) !== voter) {
    insert(ballots, place, ballot);
    return true;
  }
  if (at < timeOf(held)) return false;
  if (at > timeOf(held) || isLaterKept) ballots[place] = ballot;
  return true;
};

/** The place of a voter's word, or where it belongs: no word of his is lower than that of nothing, said at no time. */
const placeOf = (ballots: Ballots, voter: NodeId): number => placeIn(ballots, voter * EACH);

const insert = (ballots: Ballots, place: number, ballot: Ballot): void => {
  ballots.push(ballot);
  for (let last = ballots.length - 1; last > place; last--) ballots[last] = ballots[last - 1]!;
  ballots[place] = ballot;
};

export const hasVoted = (ballots: Ballots, voter: NodeId): boolean => {
  const held = ballots[placeOf(ballots, voter)];
  return held !== undefined && voterOf(held) === voter;
};

/** What a voter would have the block do, if he has spoken. */
export const maskFrom = (ballots: Ballots, voter: NodeId): Mask | undefined => {
  const held = ballots[placeOf(ballots, voter)];
  return held !== undefined && voterOf(held) === voter ? maskOf(held) : undefined;
};

/** Who has asked for this node's vote, in order. */
export const askersOf = (ballots: Ballots): NodeId[] => ballots.filter(isAsking).map(voterOf);

/** Who asked last, the lowest of several. */
export const latestAsker = (ballots: Ballots): NodeId | undefined => {
  let [best, latest]: [NodeId | undefined, Tick] = [undefined, -1];
  for (const ballot of ballots) if (isAsking(ballot) && timeOf(ballot) > latest) [best, latest] = [voterOf(ballot), timeOf(ballot)];
  return best;
};
