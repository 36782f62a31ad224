import { digitsOf } from "#kernel";
import type { Event, Move } from "#kernel";
import { latenciesOf } from "./client.ts";
import type { Attempt } from "./client.ts";
import { isCommit } from "./commit.ts";
import type { Families } from "./families.ts";
import { totalOf } from "./meter.ts";
import type { Meter } from "./meter.ts";
import { befallenBy, recoveryOf, troubleOf } from "./recovery.ts";
import type { Recovery } from "./recovery.ts";

/** How many of so many blocks committed in time. */
interface Share {
  readonly of: number;
  readonly commits: number;
}

/** What one run came to, as data for reports and gates. All are counts; rates are left to whoever divides them. */
export interface Figures {
  /** The rolling hash of the run. */
  readonly hash: string;
  readonly rounds: number;
  readonly submitted: number;
  /** Blocks that committed at their owner. */
  readonly commits: number;
  /** Blocks of which the client was told that they failed. */
  readonly expired: number;
  /** Commits anywhere: a block counts once for each node that commits it. */
  readonly nodeCommits: number;
  /** Delivered, by kind; `wire` counts a batch once. */
  readonly messages: Meter;
  readonly delivered: number;
  /** Rounds from submission to commit, ascending. */
  readonly latencies: readonly number[];
  /** Blocks committed at their owner in every fifty rounds. */
  readonly pace: readonly number[];
  /** Of the blocks that had a lifetime to commit in before the end: how many there were, and how many committed within it. */
  readonly rate: Share;
  /** The same of those whose owner neither lied nor crashed. */
  readonly soundRate: Share;
  /** What came after the trouble, where there was trouble that ended. */
  readonly recovery?: Recovery | undefined;
  /** How rivals ended, where clients contend. */
  readonly families?: Families | undefined;
}

/** All that a run left behind. */
interface Remains {
  readonly rounds: number;
  readonly meter: Meter;
  readonly attempts: readonly Attempt[];
  readonly families: Families | undefined;
  readonly history: readonly Event[];
  readonly high: number;
  readonly low: number;
  readonly lifetime: number;
  readonly moves: readonly Move[];
}

const PACE_ROUNDS = 50;

/** Draws the figures of one run together. */
export const figuresOf = ({ rounds, meter, attempts, families, history, high, low, lifetime, moves }: Remains): Figures => {
  const commits = attempts.flatMap(({ committed }) => (committed === undefined ? [] : [committed])).sort((a, b) => a - b);
  const pace = new Array<number>(Math.ceil(rounds / PACE_ROUNDS)).fill(0);
  for (const round of commits) pace[Math.floor(round / PACE_ROUNDS)]!++;
  const ripe = attempts.filter(({ from }) => from + lifetime <= rounds);
  const befallen = befallenBy(moves);
  return {
    hash: digitsOf(high, low),
    rounds,
    submitted: attempts.length,
    commits: commits.length,
    expired: countOf(history, (event) => event.kind === "respond" && event.result === "expired"),
    nodeCommits: countOf(history, isCommit),
    messages: meter,
    delivered: totalOf(meter),
    latencies: latenciesOf(attempts),
    pace,
    rate: shareOf(ripe, lifetime),
    soundRate: shareOf(
      ripe.filter(({ node }) => !befallen.has(node)),
      lifetime,
    ),
    recovery: recoveryOf(commits, rounds, troubleOf(moves)),
    families,
  };
};

const shareOf = (ripe: readonly Attempt[], lifetime: number): Share => ({
  of: ripe.length,
  commits: ripe.filter(({ from, committed }) => committed !== undefined && committed - from <= lifetime).length,
});

const countOf = (history: readonly Event[], isOne: (event: Event) => boolean): number => {
  let count = 0;
  for (const event of history) if (isOne(event)) count++;
  return count;
};

/** Messages for each commit, in whole ones as the original tells them. */
export const perCommit = ({ commits, delivered }: Pick<Figures, "commits" | "delivered">): number =>
  commits === 0 ? 0 : Math.floor(delivered / commits);
