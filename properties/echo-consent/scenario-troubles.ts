import type { Move } from "#kernel";
import { GOOD } from "./scenario-conditions.ts";
import { mean } from "./scenario-text.ts";
import type { Told } from "./scenario-text.ts";

const NODES = 500;
const everybody = Array.from({ length: NODES }, (_, node) => node);

/** Every node with its share of the spread: a step that shares no factor with their number meets each once. */
export const spread = (count: number, nodes: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => (index * STEP) % nodes).sort((a, b) => a - b);
const STEP = 217;

const troubled = (name: string, hypothesis: string, moves: readonly Move[], expect: Told["expect"]): Told => ({
  ...GOOD,
  name,
  hypothesis,
  setup: { ...GOOD.setup, nodes: NODES },
  moves,
  rounds: 600,
  seeds: 3,
  expect,
});

/** One after the other over two hundred rounds, each down for fifty. */
const crashes = (percent: number): readonly Move[] => {
  const down = spread((NODES * percent) / 100, NODES);
  const moves = down.flatMap((node, index): Move[] => {
    const at = 2 * (150 + Math.floor((((index * 89) % down.length) * 200) / down.length));
    return [
      { at, kind: "crash", node, inside: "nothing", kept: 0 },
      { at: at + 100, kind: "restart", node },
    ];
  });
  return moves.sort((a, b) => ("at" in a ? a.at : 0) - ("at" in b ? b.at : 0) || ("node" in a ? a.node : 0) - ("node" in b ? b.node : 0));
};

const failures = [
  troubled("failures-10", "Of blocks that one in ten of the nodes loses by crashing none was of a node that stayed up.", crashes(10), [
    mean("soundRatePermille", 995, 1_000),
    mean("ratePermille", 970, 999),
    mean("recoveredPermille", 1_000, 1_000),
  ]),
  troubled(
    "failures-30",
    "Crashes of three nodes in ten lose the blocks of those that crash and nobody else's; the pace is back within a hundred rounds of the last return.",
    crashes(30),
    [
      mean("soundRatePermille", 995, 1_000),
      mean("ratePermille", 930, 990),
      mean("troubledPermille", 450, 750),
      mean("recoveryRounds", 40, 100),
    ],
  ),
];

const cut = (from: readonly number[], to: readonly number[]): readonly Move[] => [
  { at: 300, kind: "cut", from: [...from], to: [...to], ways: "both" },
  { at: 600, kind: "heal" },
];

const even = everybody.filter((node) => node % 2 === 0);
/** Nodes that both halves reach. */
const BRIDGE = 10;
const odd = everybody.filter((node) => node % 2 === 1);
const fifth = everybody.filter((node) => node % 5 === 0);
const rest = everybody.filter((node) => node % 5 !== 0);
const partitions = [
  troubled(
    "partition-arcs",
    "A cut into two arcs of the ring stops nine commits in ten, for owner, token and block seldom lie in one; fifty rounds after it heals all is as before.",
    cut(everybody.slice(0, NODES / 2), everybody.slice(NODES / 2)),
    [mean("troubledPermille", 0, 250), mean("recoveredPermille", 1_000, 1_000), mean("recoveryRounds", 40, 60)],
  ),
  troubled(
    "partition-halves",
    "Two halves that lie among each other on the ring go on committing apart, for each has votes enough: nobody notices the cut.",
    cut(even, odd),
    [mean("ratePermille", 970, 1_000), mean("troubledPermille", 550, 850), mean("recoveredPermille", 1_000, 1_000)],
  ),
  troubled(
    "partition-bridge",
    "Ten nodes in five hundred that both halves reach change little of that.",
    cut(even.slice(BRIDGE / 2), odd.slice(BRIDGE / 2)),
    [mean("ratePermille", 970, 1_000), mean("troubledPermille", 550, 900), mean("recoveredPermille", 1_000, 1_000)],
  ),
  troubled(
    "partition-ratio",
    "Where one in five is cut off half of the pace is lost, more than in two halves: a fifth has too few votes.",
    cut(fifth, rest),
    [mean("ratePermille", 950, 995), mean("troubledPermille", 300, 600), mean("recoveredPermille", 1_000, 1_000)],
  ),
];

/** What befalls the nodes and the links between them. */
export const troubles: readonly Told[] = [...failures, ...partitions];
