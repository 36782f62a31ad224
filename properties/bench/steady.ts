import type { Protocol, Self } from "#kernel";

/** How much one call sets off: messages that all say the same, and decisions. */
type Load = { readonly chatter: number; readonly decisions: number };

interface Steady {
  state: { calls: number; heard: number };
  message: { readonly kind: "said"; readonly what: number };
  timer: never;
  operation: Load;
  config: null;
  cells: object;
  record: never;
}

/** A protocol whose state never grows, to tell what a run costs for each event, each thing said and each observation. */
export const steady: Protocol<Steady> = {
  name: "steady",
  configs: { steady: null },
  start: () => ({ calls: 0, heard: 0 }),
  submit(state, { name, operation }, self) {
    state.calls = name;
    speak(operation, name, self);
    for (let decision = 0; decision < operation.decisions; decision++) self.decide(name * operation.decisions + decision, 1);
  },
  receive(state) {
    state.heard = (state.heard + 1) % 1_000;
  },
  timeout: () => undefined,
};

/** Negative chatter says the same thing each time: then nothing new is said, and only deliveries grow. */
const speak = ({ chatter }: Load, name: number, self: Self<Steady>): void => {
  for (let word = 0; word < Math.abs(chatter); word++) self.broadcast({ kind: "said", what: chatter < 0 ? 0 : name * chatter + word });
};
