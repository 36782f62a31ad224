import { Cluster } from "#kernel";
import type { Event, Move, Parts, Protocol, Setup, Timed, Weather } from "#kernel";
import { ClosedLoop } from "./client.ts";
import type { Demand } from "./client.ts";
import { ROUND_TICKS } from "./clock.ts";
import { ConflictingClients } from "./conflict-client.ts";
import type { Contention } from "./conflict-client.ts";
import { echoConsent } from "./echo-consent.ts";
import { familiesOf } from "./families.ts";
import { figuresOf } from "./figures.ts";
import type { Figures } from "./figures.ts";
import { metered } from "./meter.ts";

/** A run to be measured: what the network is like, what befalls it, and what clients do for how long. */
export interface Scenario {
  readonly config: string;
  readonly setup: Omit<Setup, "seed">;
  readonly weather: Weather;
  /** What befalls the network, by ticks: two to a round. */
  readonly moves: readonly Move[];
  readonly rounds: number;
  /** Clients that wait for one block before they ask for the next, or such as contend. */
  readonly demand: Demand | Contention;
}

/** Far more than any scenario has: it ends by its rounds. */
const EVENTS_MAX = 1e10;

/** Plays a scenario to its end, and measures it. One seed, one run. */
export const rehearse = (scenario: Scenario, seed: string, heard: (round: number) => void = () => undefined): Figures => {
  const { config, weather, moves, rounds, demand } = scenario;
  const setup: Setup = { ...scenario.setup, seed };
  const { protocol, meter } = metered(echoConsent);
  const cluster = new Cluster(protocol as unknown as Protocol<Parts>, { config, setup, weather, moves }, { eventsMax: EVENTS_MAX });
  const clients = demand.kind === "contention" ? new ConflictingClients(cluster, demand, setup) : new ClosedLoop(cluster, demand, setup);
  const timed = moves.filter((move): move is Timed => "at" in move);
  let next = 0;
  for (let round = 0; round < rounds; round++) {
    for (; next < timed.length && timed[next]!.at <= round * ROUND_TICKS; next++) {
      cluster.until(timed[next]!.at);
      cluster.apply(timed[next]!);
    }
    clients.round(round);
    heard(round);
  }
  cluster.until(rounds * ROUND_TICKS);
  const { high, low } = cluster.finish();
  const history: readonly Event[] = cluster.history;
  const rules = echoConsent.configs[config]!;
  const families = clients instanceof ConflictingClients ? familiesOf(clients, setup, rules) : undefined;
  const { attempts } = clients;
  return figuresOf({ rounds, meter, attempts, families, history, high, low, lifetime: rules.lifetime, moves });
};
