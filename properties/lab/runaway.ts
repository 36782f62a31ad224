import { subject } from "#hunt";
import type { Ground, Subject } from "#hunt";
import type { Protocol } from "#kernel";
import { noPanic } from "#oracles";

/** The operation on which a runaway runs away, one of many; and the simplest one, which no client asks for. */
const TRAP = 7;
const OPERATIONS = 600;
const SIMPLEST = 0;

/** What a runaway does to its process once it is asked to. */
type Deed = "nothing" | "loops" | "fills a map" | "fills an array" | "fills its state" | "throws, or loops on less";

interface Parts {
  state: { isFilling: boolean; readonly held: { readonly at: number }[] };
  message: { readonly kind: "asked" };
  timer: { readonly kind: "fill" };
  operation: number;
  config: Deed;
  cells: object;
  record: never;
}

/** A node that does next to nothing until it hears the wrong word. */
const protocol: Protocol<Parts> = {
  name: "runaway",
  configs: {
    sound: "nothing",
    loop: "loops",
    map: "fills a map",
    array: "fills an array",
    state: "fills its state",
    neighbour: "throws, or loops on less",
  },
  start: () => ({ isFilling: false, held: [] }),
  submit(state, { operation }, self) {
    self.broadcast({ kind: "asked" });
    if (self.config === "throws, or loops on less" && operation === SIMPLEST) loop();
    if (operation === TRAP) run(self.config, state);
    if (state.isFilling) self.arm({ kind: "fill" }, 1);
  },
  receive: () => {},
  timeout(state, _timer, self) {
    for (let more = 0; more < 100_000; more++) state.held.push({ at: self.now });
    self.arm({ kind: "fill" }, 1);
  },
};

const run = (deed: Deed, state: Parts["state"]): void => {
  switch (deed) {
    case "nothing":
      return;
    case "loops":
      return loop();
    case "fills a map":
      return fillMap();
    case "fills an array":
      return fillArray();
    case "fills its state":
      state.isFilling = true;
      return;
    case "throws, or loops on less":
      throw new Error("the wrong word");
  }
};

const loop = (): void => {
  for (let turns = 0; turns >= 0; turns = (turns + 1) | 0) if (turns > 1e9) turns = 0;
};

const fillMap = (): void => {
  for (const held = new Map<number, object>(); ;) held.set(held.size, { size: held.size });
};

const fillArray = (): void => {
  for (const held: object[] = []; ;) held.push({ length: held.length });
};

const ground: Ground = {
  nodes: [2, 3],
  topology: "mesh",
  delta: 1,
  storm: 16,
  calm: 200,
  hardships: [],
  lies: [],
  faultsOf: () => 0,
  eventsMax: 10_000,
  calls: 2,
  operation: (dice) => 1 + dice.below(OPERATIONS),
  simpler: (operation) => (operation === SIMPLEST ? [] : [SIMPLEST]),
};

const properties = [{ id: "S6", says: "nobody panics", oracle: noPanic() }];
const sometimes = [
  {
    id: "E1",
    says: "somebody is asked twice",
    isSeen: (history: readonly { readonly kind: string }[]) => history.filter(({ kind }) => kind === "invoke").length > 1,
  },
];

/** Runs away in a handler, each configuration in its own way. */
export const runaway: Subject = subject(import.meta.url, "runaway", { protocol, properties, sometimes, ground });

/** Does the same, and promises nothing. */
export const unbound: Subject = subject(import.meta.url, "unbound", { protocol, properties: [], sometimes, ground });

/** Cannot even be asked: its ground never ends. */
export const endless: Subject = subject(import.meta.url, "endless", {
  protocol,
  properties,
  ground: {
    ...ground,
    operation(dice) {
      const operation = ground.operation(dice, [], 4);
      if (operation === TRAP) loop();
      return operation;
    },
  },
});

/** Its oracle breaks, which is nobody's finding. */
export const misjudged: Subject = subject(import.meta.url, "misjudged", {
  protocol,
  ground,
  properties: [
    {
      id: "S1",
      says: "it is judged",
      oracle: {
        id: "broken",
        class: "safety",
        start: () => undefined,
        observe: () => {
          throw new Error("the judge fell ill");
        },
        end: () => ({ kind: "held", judged: 0 }),
      },
    },
  ],
});
