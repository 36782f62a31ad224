import { subject } from "#hunt";
import type { Subject } from "#hunt";
import type { Protocol } from "#kernel";
import { bounded } from "#oracles";

interface Lamp {
  state: { lit: number };
  message: never;
  timer: never;
  operation: null;
  config: null;
  cells: object;
  record: never;
}

/** Every call switches it: without one of three calls it ends dark, and without two it is lit again. */
const lamp: Protocol<Lamp> = {
  name: "lamp",
  configs: { plain: null },
  start: () => ({ lit: 0 }),
  submit(state) {
    state.lit = 1 - state.lit;
  },
  receive: () => undefined,
  timeout: () => undefined,
  probe: ({ lit }) => ({ lit }),
};

/** A lamp that is to stay dark: what breaks it can be 1-minimal and not 2-minimal. */
export const lampSubject: Subject = subject(import.meta.url, "lampSubject", {
  protocol: lamp,
  properties: [{ id: "S7", says: "the lamp stays dark", oracle: bounded("lit", 0) }],
  ground: {
    nodes: [1],
    topology: "mesh",
    delta: 1,
    storm: 8,
    calm: 8,
    hardships: [],
    lies: [],
    faultsOf: () => 0,
    eventsMax: 1_000,
    calls: 5,
    operation: () => null,
  },
});
