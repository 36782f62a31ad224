import { Cluster } from "#kernel";
import type { Parts, Protocol, Submit } from "#kernel";
import { cpuSeconds } from "./measure.ts";

type Hop = { readonly kind: "hop"; readonly call: number; readonly left: number };

interface Crowd {
  state: object;
  message: Hop;
  timer: never;
  operation: number;
  config: null;
  cells: object;
  record: never;
}

/** A word that is handed on, for so many hops, from one node of a great network to another: whoever it does not meet has nothing to do. */
const crowd: Protocol<Crowd> = {
  name: "crowd",
  configs: { plain: null },
  start: () => NOTHING,
  submit: (_state, { name, operation }, self) => self.send((self.id + 1) % self.nodes, { kind: "hop", call: name, left: operation }),
  receive(_state, _from, { call, left }, self) {
    if (left > 0) self.send((self.id * 7 + 3) % self.nodes, { kind: "hop", call, left: left - 1 });
  },
  timeout: () => undefined,
};
const NOTHING = {};

const WORDS = 1_000;
const TICKS = 1_000;

/** CPU for each event, and bytes for each node before there was any. `held` tells what is held after a collection. */
export const crowded = (nodes: number, held: () => number) => {
  const premise = {
    config: "plain",
    setup: { nodes, seed: "00000000000000aa", topology: "mesh", faults: 0, delta: 1 },
    weather: "calm",
    moves: [],
  } as const;
  const before = held();
  const cluster = new Cluster(crowd as unknown as Protocol<Parts>, premise, { eventsMax: 1e9, dueMax: 1e7 });
  const bytes = (held() - before) / nodes;
  for (let word = 0; word < WORDS; word++) {
    const call: Submit = { at: 0, kind: "submit", name: word + 1, node: (word * 97) % nodes, operation: 10 * TICKS };
    cluster.apply(call);
  }
  cluster.until(TICKS / 10);
  const [start, events] = [cpuSeconds(), cluster.events];
  cluster.until(TICKS);
  return { seconds: cpuSeconds() - start, events: cluster.events - events, bytes };
};
