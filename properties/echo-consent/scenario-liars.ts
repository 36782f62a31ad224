import type { Move } from "#kernel";
import { GOOD } from "./scenario-conditions.ts";
import { mean } from "./scenario-text.ts";
import type { Told } from "./scenario-text.ts";
import { spread } from "./scenario-troubles.ts";

const NODES = 300;

/** The least and the most that the commit rate may come to, in thousandths: of all blocks, and of those whose owner is no liar. */
interface Rates {
  readonly all: readonly [number, number];
  readonly sound: readonly [number, number];
}

const lying = (lie: string, percent: number, hypothesis: string, { all, sound }: Rates): Told => {
  const liars = spread((NODES * percent) / 100, NODES);
  return {
    ...GOOD,
    config: lie.endsWith("-rate-limit") ? "v0-t1-w6+rate-limit" : GOOD.config,
    name: `liars-${lie}-${percent}`,
    hypothesis,
    setup: { ...GOOD.setup, nodes: NODES, faults: liars.length },
    moves: liars.map((node): Move => ({ at: 0, kind: "turn", node, lie: lie.replace("-rate-limit", "") })),
    seeds: 3,
    expect: [mean("ratePermille", ...all), mean("soundRatePermille", ...sound)],
  };
};

const ALL = [990, 1_000] as const;
const both = (from: number, to: number): Rates => ({ all: [from, to], sound: [from, to] });

/** Voters and block makers that lie from the start, in shares of all nodes. */
export const liars: readonly Told[] = [
  lying("none", 0, "Where nobody lies every block commits: what the shares of liars are held against.", both(...ALL)),
  lying("negative", 10, "One in ten who votes against everything fails no block.", both(...ALL)),
  lying("negative", 20, "Two in ten who vote against everything fail next to no block.", both(970, 1_000)),
  lying("negative", 30, "Three in ten who vote against everything fail a few blocks in a hundred.", both(930, 995)),
  lying(
    "negative",
    50,
    "Where half vote against everything nine blocks in ten commit nevertheless, for four times the messages.",
    both(800, 950),
  ),
  lying("two-faced", 10, "One in ten who votes two ways fails no block.", both(...ALL)),
  lying("two-faced", 20, "Two in ten who vote two ways fail next to no block.", both(970, 1_000)),
  lying("two-faced", 30, "Three in ten who vote two ways fail a few blocks in a hundred.", both(940, 998)),
  lying("two-faced", 50, "Half who vote two ways do half the harm of half who vote against.", both(900, 985)),
  lying("withhold", 10, "Where one maker of blocks in ten withholds them its blocks fail, and nobody else's.", {
    all: [840, 930],
    sound: ALL,
  }),
  lying("withhold", 20, "Where two in ten withhold, theirs alone fail.", { all: [740, 860], sound: ALL }),
  lying("withhold", 30, "Where three in ten withhold, theirs alone fail.", { all: [650, 780], sound: ALL }),
  lying("withhold", 50, "Where half withhold, every block of the others still commits.", { all: [380, 560], sound: ALL }),
  lying("flood", 10, "One in ten who floods with votes for what does not exist fills the pools: four blocks in five fail.", both(120, 300)),
  lying("flood", 20, "Two in ten who flood stop the network.", both(30, 240)),
  lying("flood", 30, "Three in ten who flood stop it no less.", both(20, 220)),
  lying("flood", 50, "Where half flood, hardly a block commits.", both(0, 120)),
  lying(
    "flood-rate-limit",
    10,
    "A bound on what one sender may bring into a pool undoes the flood of one in ten: every block commits.",
    both(...ALL),
  ),
];
