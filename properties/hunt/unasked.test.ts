import { expect, test } from "vitest";
import { search, rootOf, subject } from "#hunt";
import type { Ground, Sight } from "#hunt";
import type { Protocol } from "#kernel";
import { convergence } from "#oracles";

interface Beacon {
  state: { loudest: number };
  message: { readonly kind: "hear"; readonly loudest: number };
  timer: { readonly kind: "repeat" };
  operation: null;
  config: null;
  cells: object;
  record: never;
}

const REPEAT_TICKS = 4;

/** Nobody asks for anything: each tells its neighbours of the greatest number it has heard of. */
const beacon: Protocol<Beacon> = {
  name: "beacon",
  configs: { plain: null },
  start(self) {
    self.arm({ kind: "repeat" }, REPEAT_TICKS);
    return { loudest: self.id };
  },
  submit: () => undefined,
  receive(state, _from, { loudest }) {
    state.loudest = Math.max(state.loudest, loudest);
  },
  timeout({ loudest }, timer, self) {
    self.broadcast({ kind: "hear", loudest });
    self.arm(timer, REPEAT_TICKS);
  },
  probe: ({ loudest }) => ({ loudest }),
  patience: (_config, nodes, delta) => nodes * (REPEAT_TICKS + delta),
};

const ground: Ground = {
  nodes: [3, 5],
  topology: { kind: "ring", near: 1 },
  delta: 2,
  storm: 16,
  calm: 40,
  hardships: ["cut", "crash", "pause", "retry", "weather"],
  lies: [],
  faultsOf: () => 0,
  eventsMax: 10_000,
  calls: 0,
  operation() {
    throw new Error("nobody was to be asked");
  },
};

const hunted = (key: string, protocol: Protocol<Beacon> = beacon): Sight => {
  const properties = [{ id: "L1", says: "all come to hear of the same", oracle: convergence(protocol, key) }];
  const beacons = subject(import.meta.url, "beacons", { protocol, properties, ground });
  return search(beacons, { config: "plain", root: rootOf("beacon"), from: 0, to: 200 });
};

test("a protocol without clients is hunted on a ground without calls, and on a ring", () => {
  const { found, judged, unknown } = hunted("loudest");
  expect({ found, unknown }).toEqual({ found: undefined, unknown: 0 });
  expect(judged[0]).toBeGreaterThan(600);
});

test("a convergence of what no probe reads has judged nothing", () => {
  expect(hunted("loudness")).toMatchObject({ found: undefined, judged: [0] });
});

test("a convergence of nodes that offer no probe has judged nothing", () => {
  const { probe: _, ...mute } = beacon;
  expect(hunted("loudest", mute)).toMatchObject({ found: undefined, judged: [0] });
});
