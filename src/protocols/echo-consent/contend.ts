import { Cluster } from "#kernel";
import type { Parts, Protocol, Setup, Weather } from "#kernel";
import { ROUND_TICKS } from "./clock.ts";
import { CONFIGS } from "./configs.ts";
import { ConflictingClients } from "./conflict-client.ts";
import type { Contention } from "./conflict-client.ts";
import { echoConsent } from "./echo-consent.ts";
import { metered } from "./meter.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Outcomes } from "./outcomes.ts";

/** A run of clients that contend: what the network is like, and what they do for how long. */
export interface Conflict {
  readonly config: string;
  readonly setup: Omit<Setup, "seed">;
  readonly weather: Weather;
  readonly rounds: number;
  readonly contention: Contention;
}

/** The conflict workload of the original's newest simulator: near links on a ring, links between data centres, a quarter of families. */
export const CONFLICT_WORKLOAD: Conflict = {
  config: "v2-core-w6-batched",
  setup: {
    nodes: 192,
    topology: { kind: "fading", near: 8, until: 16, nearPermille: 1_000, farPermille: 0, shape: "ring", ways: "both" },
    faults: 0,
    delta: 2,
  },
  weather: { kind: "rounds", everyTicks: 2, delayMin: 0, delayMax: 1, againPermille: 200, lostPerMillion: 2_000 },
  rounds: 500,
  contention: { slots: 3, familyPermille: 250, partsMax: 3 },
};

/** Far more than any conflict has: it ends by its rounds. */
const EVENTS_MAX = 1e10;

/** Plays a conflict to its end, and tells what became of it. One seed, one run. */
export const contend = ({ config, setup: premise, weather, rounds, contention }: Conflict, seed: string): Outcomes => {
  const { protocol, meter } = metered(echoConsent);
  const setup: Setup = { ...premise, seed };
  const cluster = new Cluster(protocol as unknown as Protocol<Parts>, { config, setup, weather, moves: [] }, { eventsMax: EVENTS_MAX });
  const clients = new ConflictingClients(cluster, contention, setup);
  for (let round = 0; round < rounds; round++) clients.round(round);
  cluster.until(rounds * ROUND_TICKS);
  return outcomesOf(clients, meter, setup, CONFIGS[config]!);
};
