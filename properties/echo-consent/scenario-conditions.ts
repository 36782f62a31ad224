import type { Scenario } from "#protocols/echo-consent";
import { mean } from "./scenario-text.ts";
import type { Told } from "./scenario-text.ts";

/** Everybody knows nine in ten, and nothing is lost. */
export const GOOD: Scenario = {
  config: "v0-t1-w6",
  setup: { nodes: 2_000, topology: { kind: "random", permille: 900, links: "computed" }, faults: 0, delta: 1 },
  weather: { kind: "rounds", everyTicks: 2, delayMin: 0, delayMax: 2, againPermille: 0, lostPerMillion: 0 },
  moves: [],
  rounds: 500,
  demand: { tokens: 10, partsMax: 1, patience: 100 },
};

type Expect = Told["expect"];

const baseline = (suffix: string, hypothesis: string, changed: Partial<Scenario>, expect: Expect): Told => ({
  ...GOOD,
  ...changed,
  name: `baseline${suffix}`,
  hypothesis,
  seeds: 3,
  expect,
});

const few = (nodes: number) => ({ ...GOOD.setup, nodes });
const alone = { rounds: 1_000, demand: { tokens: 1, partsMax: 1, patience: 100 } };
const parts = (patience: number) => ({ tokens: 10, partsMax: 3, patience });

const baselines: readonly Told[] = [
  {
    ...baseline(
      "",
      "In good conditions every block commits, in fewer than 20 rounds, and for about the 500 messages of the goals: single runs lie to either side.",
      alone,
      [mean("ratePermille", 990, 1_000), mean("roundsPerCommit", 14, 17), mean("messagesPerCommit", 485, 510)],
    ),
    seeds: 20,
  },
  {
    ...baseline(
      "-selective",
      "To ask only those whose vote is not stored yet saves a few messages in a hundred at most.",
      { ...alone, config: "v0-t1-w6+selective" },
      [mean("ratePermille", 990, 1_000), mean("messagesPerCommit", 475, 505)],
    ),
    seeds: 20,
  },
  baseline(
    "-v0",
    "With a threshold of two, narrower neighbourhoods and up to three tokens a block, every block commits within 20 rounds, for twice the messages.",
    { config: "v0", demand: parts(100) },
    [mean("ratePermille", 990, 1_000), mean("latencyMedian", 15, 19), mean("messagesPerCommit", 950, 1_100)],
  ),
  baseline(
    "-v1",
    "The reorg lock costs a fifth more messages, and hardly a block fails by it.",
    { config: "v1", demand: parts(200), setup: few(1_000) },
    [mean("ratePermille", 980, 1_000), mean("latencyMedian", 16, 20), mean("messagesPerCommit", 1_100, 1_350)],
  ),
  baseline(
    "-v2-core",
    "Told on as news comes, most blocks commit in half the rounds that polling takes, for no fewer messages.",
    { config: "v2-core", demand: parts(200), setup: few(500) },
    [mean("ratePermille", 980, 1_000), mean("latencyMedian", 8, 11), mean("messagesPerCommit", 1_000, 1_400)],
  ),
  baseline(
    "-as-documented",
    "Votes that go to everybody commit a block in three rounds or never: a third of them fails, and a commit costs a hundred peers 10,000 messages.",
    { config: "as-documented", demand: parts(250), setup: few(100) },
    [mean("ratePermille", 550, 800), mean("latencyMedian", 2, 4), mean("messagesPerCommit", 9_000, 12_500)],
  ),
];

const losing = (percent: number, suffix: string, hypothesis: string, expect: Expect): Told => ({
  ...GOOD,
  config: `v0-${suffix.replace(/^(t\d)/, "$1-w6").replace("-refetch", "+refetch")}`,
  name: `loss-${percent}-${suffix}`,
  hypothesis,
  weather: { kind: "rounds", everyTicks: 2, delayMin: 0, delayMax: 2, againPermille: 0, lostPerMillion: 10_000 * percent },
  seeds: 5,
  expect,
});

const losses = [
  losing(0, "t1", "Without loss every block commits.", [mean("ratePermille", 990, 1_000)]),
  losing(10, "t1", "A tenth of all messages lost costs hardly a block.", [mean("ratePermille", 980, 1_000)]),
  losing(20, "t1", "A fifth lost is still borne: more than nine blocks in ten commit.", [mean("ratePermille", 901, 980)]),
  losing(
    30,
    "t1",
    "The goal of nine in ten at 30 % loss is missed: a quarter of the blocks fails, for what is lost is not asked for again.",
    [mean("ratePermille", 650, 899)],
  ),
  losing(0, "t2", "Without loss every block commits, whatever the threshold.", [mean("ratePermille", 990, 1_000)]),
  losing(10, "t2", "With a threshold of two a tenth lost costs a few blocks in a hundred.", [mean("ratePermille", 930, 999)]),
  losing(20, "t2", "With a threshold of two the goal of nine in ten is missed at 20 % loss already.", [mean("ratePermille", 600, 899)]),
  losing(30, "t2", "With a threshold of two most blocks fail where 30 % are lost.", [mean("ratePermille", 300, 500)]),
  losing(30, "t1-refetch", "Whoever asks again for what did not come meets the goal at 30 % loss, in 20 rounds.", [
    mean("ratePermille", 990, 1_000),
    mean("latencyMedian", 17, 21),
  ]),
  losing(30, "t2-refetch", "Asking again meets the goal at 30 % loss with a threshold of two as well.", [mean("ratePermille", 990, 1_000)]),
];

const late = (delayMax: number, tokens: number, hypothesis: string, [from, to]: readonly [number, number]): Told => ({
  ...GOOD,
  name: `delay-${delayMax}-tokens-${tokens}`,
  hypothesis,
  weather: { kind: "rounds", everyTicks: 2, delayMin: 0, delayMax, againPermille: 0, lostPerMillion: 0 },
  demand: { tokens, partsMax: 1, patience: 100 },
  seeds: 3,
  expect: [mean("ratePermille", 990, 1_000), mean("latencyMedian", from, to)],
});

const delays = [
  late(0, 1, "Where every message takes one round a commit takes ten.", [9, 12]),
  late(0, 10, "Tokens in flight do not slow each other: ten commit as fast as one, each in ten rounds.", [9, 12]),
  late(2, 1, "Delays of up to two rounds are within the goal of 20 rounds a commit.", [14, 17]),
  late(2, 10, "Delays of up to two rounds are within the goal for ten tokens as for one.", [14, 17]),
  late(5, 1, "Delays of up to five rounds miss the goal of 20 rounds a commit, and lose no block.", [20, 25]),
  late(5, 10, "Delays of up to five rounds miss the goal for ten tokens as for one.", [20, 25]),
  late(10, 1, "Delays of up to ten rounds take a commit three times as long as none do, and lose no block.", [31, 37]),
  late(10, 10, "Delays of up to ten rounds lose no block of ten tokens either.", [31, 37]),
];

/** What the weather alone does. */
export const conditions: readonly Told[] = [...baselines, ...losses, ...delays];
