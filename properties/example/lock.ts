import { HARDSHIPS, agreement, noPanic, sometimesDecided, subject } from "schism";
import type { NodeId, Plain, Protocol, Self } from "schism";

type Message = { readonly kind: "claim" | "vote"; readonly lock: number; readonly owner: NodeId };
interface Lock {
  state: { readonly voted: Map<number, NodeId>; readonly votes: Map<string, Set<NodeId>> };
  message: Message;
  timer: never;
  operation: { readonly lock: number };
  config: { readonly remembers: boolean };
  cells: object;
  record: readonly [lock: number, owner: NodeId];
}

/** Whoever asks a majority first owns a lock: every node votes once for each, and writes the vote down before it says it. */
const lock: Protocol<Lock> = {
  name: "lock",
  configs: { sound: { remembers: true }, careless: { remembers: false } },
  start: (self) => ({ voted: new Map(self.config.remembers ? self.disk.journal : []), votes: new Map() }),
  submit: (_state, { operation }, self) => self.broadcast({ kind: "claim", lock: operation.lock, owner: self.id }),
  receive: (state, from, message, self) => (message.kind === "claim" ? vote(state, message, self) : count(state, from, message, self)),
  timeout: () => undefined,
};

const vote = ({ voted }: Lock["state"], { lock, owner }: Message, self: Self<Lock>): void => {
  if (voted.has(lock)) return;
  voted.set(lock, owner);
  self.disk.append([lock, owner]);
  self.disk.sync();
  self.broadcast({ kind: "vote", lock, owner });
};

const count = ({ votes }: Lock["state"], from: NodeId, { lock, owner }: Message, self: Self<Lock>): void => {
  const name = `${lock} ${owner}`;
  const voters = votes.get(name) ?? new Set();
  votes.set(name, voters.add(from));
  if (2 * voters.size > self.nodes) self.decide(lock, owner);
};

/** What is promised, and the ground on which it must hold. */
export const lockSubject = subject(import.meta.url, "lockSubject", {
  protocol: lock,
  properties: [
    { id: "S1", says: "a lock has one owner", oracle: agreement() },
    { id: "S2", says: "nobody panics", oracle: noPanic() },
  ],
  sometimes: [sometimesDecided("E1")],
  ground: {
    nodes: [3, 5],
    topology: "mesh",
    delta: 4,
    storm: 40,
    calm: 20,
    hardships: HARDSHIPS,
    lies: ["mute", "stutter"],
    faultsOf: (nodes) => Math.floor((nodes - 1) / 2),
    eventsMax: 10_000,
    calls: 3,
    operation: (dice): Plain => ({ lock: dice.below(2) }),
  },
});
