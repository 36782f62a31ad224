import type { NodeId, Tick } from "#kernel";
import type { Mask } from "./parts.ts";

/**
 * The latest word of every voter, and the sender's clock by which the later of two is known: three lists in step, by voter. They are
 * walked for every tally, and a list is walked many times faster than a Map.
 */
export interface Ballots {
  readonly voters: NodeId[];
  readonly words: Word[];
  readonly times: Tick[];
}

/** A mask, and beside it whether the voter waits for an answer. */
export type Word = number & { readonly unit?: "word" };

/** Set where the voter waits for an answer. The bits below are its mask. */
const ASKS: Word = 0x100;

export const wordOf = ({ mask, asks }: { readonly mask: Mask; readonly asks: boolean }): Word => (mask & 0xff) | (asks ? ASKS : 0);
export const maskIn = (word: Word): Mask => word & 0xff;

export const blankBallots = (): Ballots => ({ voters: [], words: [], times: [] });

/** The place of a voter, or where it belongs. */
export const placeOf = ({ voters }: Ballots, voter: NodeId): number => {
  let [from, to] = [0, voters.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (voters[middle]! < voter) from = middle + 1;
    else to = middle;
  }
  return from;
};

export const hasVoted = (ballots: Ballots, voter: NodeId): boolean => ballots.voters[placeOf(ballots, voter)] === voter;

/** Makes room for a voter not heard before. */
export const insert = ({ voters, words, times }: Ballots, place: number, voter: NodeId): void => {
  voters.splice(place, 0, voter);
  words.splice(place, 0, 0);
  times.splice(place, 0, 0);
};

/** Who has asked for this node's vote, in order. */
export const askersOf = ({ voters, words }: Ballots): NodeId[] => voters.filter((_, place) => (words[place]! & ASKS) !== 0);

/** Who asked last, the lowest of several. */
export const latestAsker = ({ voters, words, times }: Ballots): NodeId | undefined => {
  let [best, latest]: [NodeId | undefined, Tick] = [undefined, -1];
  for (let place = 0; place < voters.length; place++)
    if ((words[place]! & ASKS) !== 0 && times[place]! > latest) [best, latest] = [voters[place]!, times[place]!];
  return best;
};
