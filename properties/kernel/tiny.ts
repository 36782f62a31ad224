import type { Move, Parts, Plain, Protocol, Schedule, Tagged } from "#kernel";

/** The parts of a protocol that a test writes in a few lines. */
export interface Tiny extends Parts {
  state: { seen: Plain[] };
  message: { readonly kind: string; readonly word?: string | number };
  timer: Tagged;
  operation: string | number;
  config: Plain;
  cells: { cell: Plain };
  record: Plain;
}

/** A protocol of which only these handlers do anything. */
export const tiny = (handlers: Partial<Protocol<Tiny>>): Protocol<Parts> => {
  const protocol: Protocol<Tiny> = {
    name: "tiny",
    configs: { plain: {} },
    start: () => ({ seen: [] }),
    submit: () => undefined,
    receive: () => undefined,
    timeout: () => undefined,
    ...handlers,
  };
  return protocol as unknown as Protocol<Parts>;
};

/** Three nodes in calm weather for thirty ticks, then ten ticks of calm. */
export const quiet = (moves: readonly Move[], more: Partial<Schedule> = {}): Schedule => ({
  config: "plain",
  setup: { nodes: 3, seed: "0123456789abcdef", topology: "mesh", faults: 0, delta: 1 },
  weather: "calm",
  moves,
  calm: { from: 30, for: 10 },
  ...more,
});

/** A client asks node 0 at tick 1, unless told otherwise. */
export const ask = (name = 1, at = 1, node = 0, operation: string | number = name): Move => ({ at, kind: "submit", name, node, operation });
