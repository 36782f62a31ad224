import { peersIn, saltOf, seedOf } from "#kernel";
import { perCommit } from "./figures.ts";
import type { Figures } from "./figures.ts";
import type { Scenario } from "./scenario.ts";

/** A run with what it was of: the one figure that is none of the run's own is drawn again from its seed. */
interface Measured {
  readonly figures: Figures;
  readonly scenario: Scenario;
  readonly seed: string;
}

const permille = (part: number, of: number): number => (of === 0 ? 0 : Math.round((1_000 * part) / of));

/** What so many in a thousand do not exceed. */
const shareOf = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor((ascending.length * share) / 1_000))] ?? 0;

/** Peers of a node in the topology that this seed draws. */
const peersMean = ({ scenario: { setup }, seed }: Measured): number => {
  const peersOf = peersIn({ ...setup, seed }, saltOf(seedOf(seed)));
  let links = 0;
  for (let node = 0; node < setup.nodes; node++) links += peersOf(node).length;
  return Math.round(links / setup.nodes);
};

/** The figures of a run as numbers, by the names that a scenario expects them under: whole ones, shares in a thousand. */
const NUMBERS = {
  commits: ({ figures }: Measured) => figures.commits,
  submitted: ({ figures }: Measured) => figures.submitted,
  expired: ({ figures }: Measured) => figures.expired,
  commitPermille: ({ figures: { commits, submitted } }: Measured) => permille(commits, submitted),
  nodeCommits: ({ figures }: Measured) => figures.nodeCommits,
  delivered: ({ figures }: Measured) => figures.delivered,
  wire: ({ figures }: Measured) => figures.messages.wire,
  messagesPerCommit: ({ figures }: Measured) => perCommit(figures),
  roundsPerCommit: ({ figures: { rounds, commits } }: Measured) => (commits === 0 ? 0 : Math.floor(rounds / commits)),
  votePermille: ({ figures: { messages, delivered } }: Measured) => permille(messages.vote, delivered),
  queryPermille: ({ figures: { messages, delivered } }: Measured) => permille(messages.query, delivered),
  blockPermille: ({ figures: { messages, delivered } }: Measured) => permille(messages.block, delivered),
  newsPermille: ({ figures: { messages, delivered } }: Measured) => permille(messages.news, delivered),
  referralPermille: ({ figures: { messages, delivered } }: Measured) => permille(messages.referral, delivered),
  bytesPerCommit: ({ figures: { messages, commits } }: Measured) => (commits === 0 ? 0 : Math.floor(messages.bytes / commits)),
  /** Commits in a thousand rounds. */
  throughput: ({ figures: { rounds, commits } }: Measured) => permille(commits, rounds),
  /** Of the blocks that had a lifetime to commit in, those that did. */
  ratePermille: ({ figures: { rate } }: Measured) => permille(rate.commits, rate.of),
  soundRatePermille: ({ figures: { soundRate } }: Measured) => permille(soundRate.commits, soundRate.of),
  /** Rounds after the trouble until it was as good as over; where it never was, all that were left. */
  recoveryRounds: ({ figures: { recovery } }: Measured) => recovery?.rounds ?? 0,
  /** Commits during the trouble, to a thousand that there would have been without it. */
  troubledPermille: ({ figures: { recovery } }: Measured) => recovery?.pacePermille ?? 1_000,
  /** 1,000 where the network came back. */
  recoveredPermille: ({ figures: { recovery } }: Measured) => (recovery === undefined || recovery.isBack ? 1_000 : 0),
  latencyMedian: ({ figures: { latencies } }: Measured) => shareOf(latencies, 500),
  latency95: ({ figures: { latencies } }: Measured) => shareOf(latencies, 950),
  families: ({ figures: { families } }: Measured) => families?.count ?? 0,
  splitPermille: ({ figures: { families } }: Measured) => permille(families?.split ?? 0, families?.count ?? 0),
  stalledPermille: ({ figures: { families } }: Measured) => permille(families?.stalled ?? 0, families?.count ?? 0),
  lowerOwnerPermille: ({ figures: { families } }: Measured) => permille(families?.lowerOwner ?? 0, families?.count ?? 0),
  doubleOwnerPermille: ({ figures: { families } }: Measured) => permille(families?.doubleOwner ?? 0, families?.count ?? 0),
  peersMean,
} as const;

export type FigureName = keyof typeof NUMBERS;
export const FIGURES = Object.keys(NUMBERS) as readonly FigureName[];

/** Whether a run has anything that a figure is about: a share of none is no share, and where nothing was wrong nothing came back. */
export const isAbout = (
  name: FigureName,
  { figures: { commits, submitted, delivered, rate, soundRate, recovery, families } }: Measured,
): boolean => {
  switch (name) {
    case "messagesPerCommit":
    case "roundsPerCommit":
    case "bytesPerCommit":
    case "latencyMedian":
    case "latency95":
      return commits > 0;
    case "commitPermille":
      return submitted > 0;
    case "votePermille":
    case "queryPermille":
    case "blockPermille":
    case "newsPermille":
    case "referralPermille":
      return delivered > 0;
    case "ratePermille":
      return rate.of > 0;
    case "soundRatePermille":
      return soundRate.of > 0;
    case "recoveryRounds":
    case "troubledPermille":
    case "recoveredPermille":
      return recovery !== undefined;
    case "splitPermille":
    case "stalledPermille":
    case "lowerOwnerPermille":
    case "doubleOwnerPermille":
      return (families?.count ?? 0) > 0;
    default:
      return true;
  }
};

/** All figures of a run as numbers, but for the one that is to be drawn again. */
export const numbersOf = (measured: Measured): Readonly<Record<string, number>> =>
  Object.fromEntries(FIGURES.filter((name) => name !== "peersMean").map((name) => [name, numberOf(name, measured)]));

/** One figure of a run as a number. */
export const numberOf = (name: FigureName, measured: Measured): number => NUMBERS[name](measured);
