import { subject } from "#hunt";
import type { Subject } from "#hunt";
import type { Plain, Protocol, Self, Tagged } from "#kernel";
import { agreement } from "#oracles";

/**
 * The toy that shrinkers of message schedules have been measured on: a proposal asks all for their votes, three of four votes
 * commit it, and a node that restarts has forgotten whom it voted for.
 */
interface Toy {
  state: { voted: number | undefined; readonly votes: Map<number, Set<number>> };
  message: Tagged & { readonly kind: "propose" | "vote"; readonly proposal: number };
  timer: never;
  operation: Plain;
  config: Plain;
  cells: object;
  record: never;
}

const NODES = 4;
const COMMIT = 3;

const toy: Protocol<Toy> = {
  name: "toy",
  configs: { forgetful: null },
  start: () => ({ voted: undefined, votes: new Map() }),
  submit: (_state, { operation }, self) => self.broadcast({ kind: "propose", proposal: operation as number }),
  receive(state, from, { kind, proposal }, self) {
    if (kind === "vote") return count(state, from, proposal, self);
    if (state.voted !== undefined) return;
    state.voted = proposal;
    self.broadcast({ kind: "vote", proposal });
  },
  timeout: () => undefined,
};

const count = ({ votes }: Toy["state"], from: number, proposal: number, self: Self<Toy>): void => {
  const voters = votes.get(proposal) ?? new Set();
  votes.set(proposal, voters.add(from));
  if (voters.size === COMMIT) self.decide("token", proposal);
};

/** The toy with its one promise. */
export const toySubject: Subject = subject(import.meta.url, "toySubject", {
  protocol: toy,
  properties: [{ id: "S1", says: "not both are committed", oracle: agreement() }],
  ground: {
    nodes: [NODES],
    topology: "mesh",
    delta: 1,
    storm: 24,
    calm: 24,
    hardships: ["crash", "weather"],
    lies: [],
    faultsOf: () => 3,
    eventsMax: 10_000,
    calls: 6,
    operation: (dice) => 1 + dice.below(2),
  },
});
