import { HARDSHIPS, agreement, noPanic, progress, sometimesDecided, sometimesPending, subject } from "schism";
import type { Debt, NodeId, Plain, Protocol, Self } from "schism";

type Claim = { readonly lock: number; readonly owner: number };
interface Lock {
  state: { readonly voted: Map<number, number>; readonly votes: Map<string, Set<NodeId>> };
  message: Claim & { readonly kind: "vote" };
  timer: { readonly kind: "repeat"; readonly lock: number };
  operation: Claim;
  config: { readonly remembers: boolean; readonly repeats: boolean };
  cells: object;
  record: Claim;
}

const REPEAT_TICKS = 12;

/** Whoever has a majority owns a lock: each node votes once, for the claim it hears of first, and writes that down before it says it. */
const lock: Protocol<Lock> = {
  name: "lock",
  configs: {
    sound: { remembers: true, repeats: true },
    careless: { remembers: false, repeats: true },
    silent: { remembers: true, repeats: false },
  },
  start(self) {
    const voted = new Map(self.config.remembers ? self.disk.journal.map(({ lock, owner }) => [lock, owner]) : []);
    for (const lock of voted.keys()) self.arm({ kind: "repeat", lock }, REPEAT_TICKS);
    return { voted, votes: new Map() };
  },
  submit: (state, { operation }, self) => vote(state, operation, self),
  receive(state, from, message, self) {
    vote(state, message, self);
    count(state, from, message, self);
  },
  timeout: ({ voted }, { lock }, self) => tell({ lock, owner: voted.get(lock)! }, self),
  identify: ({ lock, owner }) => ["vote", lock, owner],
  // A vote is repeated within its period. Then, each within Δ: it arrives, and whoever votes along is heard.
  patience: (_config, _nodes, delta) => REPEAT_TICKS + 2 * delta + 1,
};

const vote = ({ voted }: Lock["state"], { lock, owner }: Claim, self: Self<Lock>): void => {
  if (voted.has(lock)) return;
  voted.set(lock, owner);
  self.disk.append({ lock, owner });
  self.disk.sync();
  tell({ lock, owner }, self);
};

const tell = ({ lock, owner }: Claim, self: Self<Lock>): void => {
  self.broadcast({ kind: "vote", lock, owner });
  if (self.config.repeats) self.arm({ kind: "repeat", lock }, REPEAT_TICKS);
};

const count = ({ votes }: Lock["state"], from: NodeId, { lock, owner }: Claim, self: Self<Lock>): void => {
  const name = `${lock} ${owner}`;
  const voters = votes.get(name) ?? new Set();
  votes.set(name, voters.add(from));
  if (2 * voters.size > self.nodes) self.decide(lock, owner);
};

/** A lock is owed to whoever claims it without a rival: rivals may split the votes for ever. */
const debt: Debt = {
  claimOf: (operation) => ({ instance: (operation as Claim).lock, value: (operation as Claim).owner }),
  contestOf: (operation) => (operation as Claim).lock,
  isDue: () => true,
};

/** What is promised, and the ground on which it must hold. */
export const lockSubject = subject(import.meta.url, "lockSubject", {
  protocol: lock,
  properties: [
    { id: "S1", says: "a lock has one owner", oracle: agreement() },
    { id: "S2", says: "nobody panics", oracle: noPanic() },
    { id: "L1", says: "who claims a lock without a rival has it in time", oracle: progress(lock, debt) },
  ],
  sometimes: [sometimesDecided("E1"), sometimesPending("E2", debt)],
  ground: {
    nodes: [3, 5],
    topology: "mesh",
    delta: 4,
    storm: 40,
    calm: 24,
    hardships: HARDSHIPS,
    lies: ["mute", "stutter"],
    faultsOf: (nodes) => Math.floor((nodes - 1) / 2),
    eventsMax: 10_000,
    calls: 3,
    operation: (dice, earlier): Plain => ({ lock: dice.below(2), owner: earlier.length + 1 }),
  },
});
