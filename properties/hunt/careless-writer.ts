import { subject } from "#hunt";
import type { Subject } from "#hunt";
import type { Protocol } from "#kernel";
import { agreement } from "#oracles";

interface Writer {
  state: { readonly seen: number[] };
  message: { readonly kind: "seen"; readonly seen: readonly number[] };
  timer: never;
  operation: number;
  config: { readonly copies: boolean };
  cells: object;
  record: never;
}

/** Tells everybody what it has seen. Where it does not copy its list, it goes on writing into a message that it has sent. */
const writer: Protocol<Writer> = {
  name: "writer",
  configs: { copying: { copies: true }, sharing: { copies: false } },
  start: () => ({ seen: [] }),
  submit(state, { operation }, self) {
    self.broadcast({ kind: "seen", seen: self.config.copies ? [...state.seen, operation] : state.seen });
    state.seen.push(operation);
  },
  receive(state, _from, { seen }, self) {
    if (seen.length > state.seen.length) self.decide(seen.length, self.id);
  },
  timeout: () => undefined,
};

/** A writer that changes what it has let go of, or does not. */
export const writerSubject: Subject = subject(import.meta.url, "writerSubject", {
  protocol: writer,
  properties: [{ id: "S1", says: "no two nodes decide differently", oracle: agreement() }],
  ground: {
    nodes: [3],
    topology: "mesh",
    delta: 2,
    storm: 10,
    calm: 10,
    hardships: [],
    lies: [],
    faultsOf: () => 0,
    eventsMax: 1_000,
    calls: 2,
    operation: (_dice, earlier) => earlier.length,
  },
});
