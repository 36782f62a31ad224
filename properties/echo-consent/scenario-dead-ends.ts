import { GOOD } from "./scenario-conditions.ts";
import { mean } from "./scenario-text.ts";
import type { Told } from "./scenario-text.ts";

/** Twelve that know each other: no more than there are places near any spot on the ring. */
const crowd = (config: string, hypothesis: string, expect: Told["expect"]): Told => ({
  ...GOOD,
  config,
  name: `dead-interval-${config}`,
  hypothesis,
  setup: { nodes: 12, topology: "mesh", faults: 0, delta: 1 },
  rounds: 300,
  seeds: 3,
  expect,
});

/** Every message takes longer than a block lives. */
const old = (config: string, hypothesis: string, expect: Told["expect"]): Told => ({
  ...GOOD,
  config,
  name: `dead-expiry-${config}`,
  hypothesis,
  setup: { ...GOOD.setup, nodes: 100 },
  weather: { kind: "rounds", everyTicks: 2, delayMin: 300, delayMax: 300, againPermille: 0, lostPerMillion: 0 },
  rounds: 900,
  demand: { tokens: 1, partsMax: 1, patience: 300 },
  seeds: 3,
  expect,
});

/** Where nothing can commit, and whether anybody is told. */
export const deadEnds: readonly Told[] = [
  crowd("v0-t2-w6", "Where the places near a spot are no fewer than the nodes, nobody is asked and nothing ever commits.", [
    mean("commits", 0, 0),
  ]),
  crowd("v0", "With narrower neighbourhoods the same twelve commit every block.", [mean("ratePermille", 1_000, 1_000)]),
  old("v0", "Where messages outlive blocks nothing commits, and no client is told that its block has failed.", [
    mean("commits", 0, 0),
    mean("expired", 0, 0),
  ]),
  old("as-documented", "Where messages outlive blocks nothing commits, and clients are told of every block that was given up.", [
    mean("commits", 0, 0),
    mean("expired", 2, 3),
  ]),
];
