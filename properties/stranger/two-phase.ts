import { unreachable } from "schism";
import type { NodeId, Protocol, Self } from "schism";

type Outcome = "commit" | "abort";
/** What a client asks for: a transaction, and who will not have it. */
export type Order = { readonly number: number; readonly against: readonly NodeId[] };
/** What one node knows of a transaction. Only its coordinator counts the votes, and who has heard how it ended. */
interface Transaction {
  isOwn: boolean;
  vote?: "yes" | "no";
  outcome?: Outcome;
  readonly yes: Set<NodeId>;
  readonly heard: Set<NodeId>;
}
interface Commit {
  state: Map<string, Transaction>;
  message:
    | { readonly kind: "prepare"; readonly tx: string; readonly against: readonly NodeId[] }
    | { readonly kind: "yes" | "no" | "heard" | Outcome; readonly tx: string };
  timer: { readonly kind: "repeat"; readonly tx: string };
  operation: Order;
  config: { readonly asksAll: boolean; readonly writesFirst: boolean; readonly repeats: boolean };
  cells: object;
  record: { readonly tx: string; readonly step: "begin" | "yes" | "no" | Outcome };
}
type State = Commit["state"];

const REPEAT_TICKS = 12;

/** Whoever a client asks coordinates: all must vote yes for a commit. What a node says, it has written down before. */
export const commit: Protocol<Commit> = {
  name: "commit",
  configs: {
    sound: { asksAll: true, writesFirst: true, repeats: true },
    /** A majority is enough. */
    lax: { asksAll: false, writesFirst: true, repeats: true },
    /** The others hear how it ended before the coordinator has written it down. */
    hasty: { asksAll: true, writesFirst: false, repeats: true },
    /** How it ended is said only once. */
    silent: { asksAll: true, writesFirst: true, repeats: false },
  },
  start(self) {
    const state: State = new Map();
    for (const record of self.disk.journal) remember(state, record);
    for (const [tx, { isOwn, outcome }] of state) {
      if (outcome !== undefined) self.decide(tx, outcome);
      if (isOwn) self.arm({ kind: "repeat", tx }, REPEAT_TICKS);
    }
    return state;
  },
  submit(state, { name, operation: { against } }, self) {
    const tx = nameOf(self.id, name);
    if (state.has(tx)) return;
    write(state, { tx, step: "begin" }, self);
    self.broadcast({ kind: "prepare", tx, against });
    self.arm({ kind: "repeat", tx }, REPEAT_TICKS);
  },
  receive(state, from, message, self) {
    const { kind, tx } = message;
    const { yes, heard } = entryOf(state, tx);
    switch (kind) {
      case "prepare":
        return self.send(from, { kind: vote(state, tx, message.against, self), tx });
      case "yes":
        return count(state, tx, yes.add(from).size, self);
      case "no":
        return settle(state, tx, "abort", self);
      case "commit":
      case "abort":
        settle(state, tx, kind, self);
        return self.send(from, { kind: "heard", tx });
      case "heard":
        return void heard.add(from);
      default:
        return unreachable(kind);
    }
  },
  /** Who has not settled it by now gives up; who has says so again until all have heard. */
  timeout(state, { tx }, self) {
    const { outcome, heard } = entryOf(state, tx);
    if (outcome === undefined) settle(state, tx, "abort", self);
    else if (heard.size < self.nodes && self.config.repeats) tell(tx, outcome, self);
  },
  // Within its period the coordinator gives up, or repeats how it ended. Within Δ everybody hears it.
  patience: (_config, _nodes, delta) => REPEAT_TICKS + delta + 1,
};

/** A client that asks another node again begins another transaction. */
export const nameOf = (coordinator: NodeId, call: number): string => `${coordinator}.${call}`;

const entryOf = (state: State, tx: string): Transaction => {
  const entry = state.get(tx) ?? { isOwn: false, yes: new Set(), heard: new Set() };
  state.set(tx, entry);
  return entry;
};

/** What a record means, now and after a crash. */
const remember = (state: State, { tx, step }: Commit["record"]): void => {
  const entry = entryOf(state, tx);
  if (step === "begin") entry.isOwn = true;
  else if (step === "yes" || step === "no") entry.vote = step;
  else entry.outcome = step;
};

const write = (state: State, record: Commit["record"], self: Self<Commit>): void => {
  self.disk.append(record);
  self.disk.sync();
  remember(state, record);
};

/** A node votes once. */
const vote = (state: State, tx: string, against: readonly NodeId[], self: Self<Commit>): "yes" | "no" => {
  const known = entryOf(state, tx).vote;
  if (known !== undefined) return known;
  const step = against.includes(self.id) ? "no" : "yes";
  write(state, { tx, step }, self);
  self.observe({ kind: "lock", instance: tx, value: step });
  return step;
};

const count = (state: State, tx: string, votes: number, self: Self<Commit>): void => {
  if (self.config.asksAll ? votes === self.nodes : 2 * votes > self.nodes) settle(state, tx, "commit", self);
};

/** A node decides once. The coordinator tells the others. */
const settle = (state: State, tx: string, outcome: Outcome, self: Self<Commit>): void => {
  const { isOwn, outcome: known } = entryOf(state, tx);
  if (known !== undefined) return;
  if (isOwn && !self.config.writesFirst) tell(tx, outcome, self);
  write(state, { tx, step: outcome }, self);
  self.decide(tx, outcome);
  if (isOwn && self.config.writesFirst) tell(tx, outcome, self);
};

const tell = (tx: string, outcome: Outcome, self: Self<Commit>): void => {
  self.broadcast({ kind: outcome, tx });
  self.arm({ kind: "repeat", tx }, REPEAT_TICKS);
};
