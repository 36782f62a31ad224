import { Cluster } from "#kernel";
import type { Event, Parts, Plain, Protocol, Setup, Tagged } from "#kernel";
import { CONFIGS, ClosedLoop, ConflictingClients, echoConsent, latenciesOf } from "#protocols/echo-consent";
import type { Ground } from "./grounds.ts";

export type Rules = (typeof CONFIGS)[string];

/** What one run came to. */
export interface Figures {
  readonly submitted: number;
  readonly commits: number;
  /** Blocks that grew too old at their owner. */
  readonly expired: number;
  /** Messages heard: all of them, a batch for one, and those that a rule refused. */
  readonly wire: number;
  readonly refused: number;
  /** Rounds from submission to commit, ascending. */
  readonly latencies: readonly number[];
  /** The most entries that all pools together held at the end of a round. */
  readonly entriesMost: number;
  readonly families: number;
  /** Families of which both siblings were decided by somebody, and by their owners. */
  readonly split: number;
  readonly bothPaid: number;
}

interface Seen {
  readonly pool: ReadonlyMap<number, object>;
  readonly refused: ReadonlyMap<string, number>;
}

const ROUND_TICKS = 2;
/** Far more than any of these has: a run ends by its rounds. */
const EVENTS_MAX = 1e10;

/** Plays a ground under these rules. Clients are told of what grew too old, which changes nothing that nodes do. */
export const play = (ground: Ground, rules: Rules, seed: string): Figures => {
  const setup: Setup = { ...ground.setup, seed };
  const { protocol, states, count } = watched({ ...rules, expires: "told" });
  const cluster = new Cluster(protocol, { config: "this", setup, weather: ground.weather, moves: [] }, { eventsMax: EVENTS_MAX });
  const { tokens, partsMax, familyPermille } = ground;
  const clients =
    familyPermille === 0
      ? new ClosedLoop(cluster, { tokens, partsMax }, setup)
      : new ConflictingClients(cluster, { kind: "contention", slots: 1, familyPermille, partsMax: 1 }, setup);
  let entriesMost = 0;
  for (let round = 0; round < ground.rounds; round++) {
    clients.round(round);
    flood(cluster, ground, round);
    entriesMost = Math.max(
      entriesMost,
      states.reduce((sum, { pool }) => sum + pool.size, 0),
    );
  }
  cluster.until(ground.rounds * ROUND_TICKS);
  const rivals = clients instanceof ConflictingClients ? clients : undefined;
  rivals?.listen();
  const { history } = cluster;
  const latencies = latenciesOf(clients.attempts);
  return {
    submitted: clients.moves.length,
    commits: latencies.length,
    expired: history.filter((event) => event.kind === "respond" && event.result === "expired").length,
    wire: count.wire,
    refused: states.reduce((sum, { refused }) => sum + [...refused.values()].reduce((all, one) => all + one, 0), 0),
    latencies,
    entriesMost,
    ...splitsOf(rivals, history),
  };
};

const splitsOf = (rivals: ConflictingClients | undefined, history: readonly Event[]): Pick<Figures, "families" | "split" | "bothPaid"> => {
  const families = rivals?.families ?? [];
  const decided = new Set<number>();
  for (const event of history) if (event.kind === "decide") decided.add(event.value as number);
  return {
    families: families.length,
    split: families.filter(({ candidates }) => candidates.every(({ block }) => decided.has(block))).length,
    bothPaid: families.filter(({ candidates }) => candidates.every(({ committed }) => committed !== undefined)).length,
  };
};

/** Flooders are handed what to say like anything that a client asks for. */
const flood = (cluster: Cluster, { flooders, names }: Ground, round: number): void => {
  flooders.forEach((node, place) => {
    const operation = {
      flood: Array.from({ length: names }, (_, index) => NAMES_FROM + (round * names + index) * flooders.length + place),
      round,
    };
    cluster.apply({ at: cluster.now, kind: "submit", name: CALLS_FROM + round * flooders.length + place, node, operation });
  });
};
/** Beyond the names that clients give to blocks, and to calls. */
const NAMES_FROM = 2 ** 31;
const CALLS_FROM = 2 ** 30;

/** The same protocol: what it hears is counted, its states can be seen, and a client may have a node say what floods. */
const watched = (rules: Rules) => {
  const honest = echoConsent as unknown as Protocol<Parts>;
  const states: Seen[] = [];
  const count = { wire: 0 };
  const protocol: Protocol<Parts> = {
    ...honest,
    configs: { this: rules as unknown as Plain },
    start: (self) => (states[self.id] = honest.start(self) as Seen),
    submit(state, call, self) {
      const { flood: names, round } = call.operation as { flood?: readonly number[]; round: number };
      if (names === undefined) return honest.submit(state, call, self);
      for (const block of names) self.broadcast({ kind: "vote", block, mask: 1, asks: true, time: round } as Tagged);
    },
    receive(state, from, message, self) {
      if (from !== self.id) count.wire++;
      honest.receive(state, from, message, self);
    },
    probe: () => ({}),
  };
  return { protocol, states, count };
};
