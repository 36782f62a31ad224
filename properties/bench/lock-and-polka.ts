import { HARDSHIPS, subject } from "#hunt";
import type { Subject } from "#hunt";
import { entryOf, quorumOf, unreachable } from "#kernel";
import type { NodeId, Protocol, Self, Signed } from "#kernel";
import { agreement, noPanic, sometimesDecided } from "#oracles";

type Said<Kind extends string> = { readonly kind: Kind; readonly height: number; readonly round: number; readonly value: number };
type Vote = Signed<Said<"prevote" | "precommit">>;
/** A quorum of votes alike: of prevotes it is a polka, of precommits a decision. */
type Quorum = readonly Vote[];
/** Carries the polka that its proposer is locked by; none where it is free. */
type Proposal = Signed<Said<"proposal"> & { readonly polka: Quorum }>;
type Request = { readonly kind: "request"; readonly value: number };

interface Round {
  proposal: Proposal | undefined;
  readonly prevote: Map<NodeId, Vote>;
  readonly precommit: Map<NodeId, Vote>;
}
interface State {
  height: number;
  round: number;
  /** Whether the round's timer runs: a node rests while nobody asks for anything. */
  phase: "resting" | "voting";
  /** The newest polka of this height. */
  lock: Quorum | undefined;
  readonly rounds: Map<number, Round>;
  /** Asked for and not yet decided. */
  readonly pending: Set<number>;
  readonly chain: Quorum[];
  /** What was heard of later heights. */
  early: (Proposal | Vote)[];
}
interface Polka {
  state: State;
  message: Proposal | Vote | Request;
  timer: { readonly kind: "round"; readonly height: number; readonly round: number };
  operation: { readonly value: number };
  config: { readonly remembers: boolean };
  cells: object;
  /** Own votes, and what the votes of others bind this node to. */
  record: Vote | { readonly kind: "locked" | "decided"; readonly votes: Quorum };
}
type Own = Self<Polka>;

/** The value of a vote for none: clients ask for values from 1. */
const NIL = 0;
/** More than all nodes say of one later height while this one catches up; what is beyond will be said again. */
const EARLY_MAX = 256;
/** A proposal and two votes, each within Δ; every further round waits longer, so that one of them outlasts any delay. */
const ROUND_TICKS = 14;
const GROWTH_TICKS = 6;

/** Agreement by rounds: a quorum of prevotes, the polka, locks a value, and a quorum of precommits decides it. */
const lockAndPolka: Protocol<Polka> = {
  name: "lock-and-polka",
  configs: { sound: { remembers: true }, forgetful: { remembers: false } },
  start(self) {
    const asked = { pending: new Set<number>(), chain: [], early: [] };
    const state: State = { height: 0, round: 0, phase: "resting", lock: undefined, rounds: new Map(), ...asked };
    for (const record of self.config.remembers ? self.disk.journal : []) {
      remember(state, record);
      // A crash may have come between writing a decision and saying it.
      if (record.kind === "decided") self.decide(record.votes[0]!.height, record.votes[0]!.value);
    }
    if (state.phase === "voting") arm(state, self);
    return state;
  },
  submit: (_state, { operation }, self) => self.broadcast({ kind: "request", value: operation.value }),
  receive(state, from, message, self) {
    if (message.kind === "request") ask(state, message.value, self);
    else if (self.verify(message)) hear(state, from, message, self);
  },
  timeout(state, { height, round }, self) {
    if (height !== state.height || round !== state.round || state.phase === "resting") return;
    const { prevote, precommit } = roundOf(state, round);
    if (!prevote.has(self.id)) say(state, "prevote", NIL, self);
    if (!precommit.has(self.id)) say(state, "precommit", NIL, self);
    enter(state, round + 1, self);
  },
  identify: (said) => (said.kind === "request" ? ["request", said.value] : [said.kind, said.height, said.round, said.value]),
};

/** Brings a record of the journal into the state: the live handlers and the replay after a crash both go through here. */
const remember = (state: State, record: Polka["record"]): void => {
  switch (record.kind) {
    case "prevote":
    case "precommit":
      state.phase = "voting";
      state.round = record.round;
      roundOf(state, record.round)[record.kind].set(record.by, record);
      return;
    case "locked":
      state.lock = record.votes;
      return;
    case "decided":
      state.pending.delete(record.votes[0]!.value);
      state.rounds.clear();
      state.height = state.chain.push(record.votes);
      state.round = 0;
      state.phase = "resting";
      state.lock = undefined;
      return;
    default:
      return unreachable(record);
  }
};

const newRound = (): Round => ({ proposal: undefined, prevote: new Map(), precommit: new Map() });
const roundOf = (state: State, round: number): Round => entryOf(state.rounds, round, newRound);

const isBacked = (votes: Map<NodeId, Vote>, value: number, self: Own): boolean => {
  let count = 0;
  for (const vote of votes.values()) if (vote.value === value) count++;
  return count >= quorumOf(self.nodes);
};

/** The votes for a value by voter: in an order that does not tell which of them came first. */
const quorumFor = (votes: Map<NodeId, Vote>, value: number, self: Own): Quorum => {
  const alike: Vote[] = [];
  for (let node = 0; node < self.nodes; node++) if (votes.get(node)?.value === value) alike.push(votes.get(node)!);
  return alike;
};

const ask = (state: State, value: number, self: Own): void => {
  if (state.chain.some(([vote]) => vote!.value === value)) return;
  state.pending.add(value);
  if (state.phase === "resting") enter(state, 0, self);
};

const hear = (state: State, from: NodeId, message: Proposal | Vote, self: Own): void => {
  if (message.height < state.height) return answer(state.chain[message.height]!, from, message, self);
  if (message.height > state.height) return void (state.early.length < EARLY_MAX && state.early.push(message));
  if (state.phase === "resting") enter(state, 0, self);
  if (message.kind === "proposal") consider(state, message, self);
  else count(state, message, self);
  if (message.height === state.height) act(state, self);
};

/** Whoever still votes after the round that decided did not hear of it: it gets the votes, under their own signatures. */
const answer = (decision: Quorum, from: NodeId, { kind, round }: Proposal | Vote, self: Own): void => {
  if (kind === "prevote" && round > decision[0]!.round) for (const vote of decision) self.send(from, vote);
};

const consider = (state: State, proposal: Proposal, self: Own): void => {
  const { height, round, polka, by } = proposal;
  if (by !== (height + round) % self.nodes) return;
  roundOf(state, round).proposal ??= proposal;
  if (isPolka(proposal, self)) lock(state, polka, self);
};

const isPolka = ({ polka, height, value }: Proposal, self: Own): boolean => {
  const voters = new Set<NodeId>();
  for (const vote of polka) {
    const isAlike = vote.kind === "prevote" && vote.height === height && vote.value === value && vote.round === polka[0]!.round;
    if (isAlike && self.verify(vote)) voters.add(vote.by);
  }
  return voters.size >= quorumOf(self.nodes) && voters.size === polka.length;
};

const count = (state: State, vote: Vote, self: Own): void => {
  const { kind, round, value } = vote;
  const votes = roundOf(state, round)[kind];
  if (!votes.has(vote.by)) votes.set(vote.by, vote);
  if (value !== NIL && isBacked(votes, value, self)) {
    if (kind === "precommit") return conclude(state, quorumFor(votes, value, self), self);
    lock(state, quorumFor(votes, value, self), self);
  }
  // So many are in a later round that this one can have no quorum any more.
  if (round > state.round && votes.size + quorumOf(self.nodes) > self.nodes) enter(state, round, self);
};

/** A newer polka takes the place of the lock, and so unlocks. On disk it precedes the vote that depends on it, which syncs both. */
const lock = (state: State, votes: Quorum, self: Own): void => {
  if (state.lock !== undefined && votes[0]!.round <= state.lock[0]!.round) return;
  const record = { kind: "locked", votes } as const;
  remember(state, record);
  self.disk.append(record);
};

const conclude = (state: State, votes: Quorum, self: Own): void => {
  const record = { kind: "decided", votes } as const;
  self.disk.append(record);
  self.disk.sync();
  remember(state, record);
  self.decide(votes[0]!.height, votes[0]!.value);
  if (state.pending.size > 0) enter(state, 0, self);
  const { early } = state;
  state.early = [];
  for (const message of early) hear(state, message.by, message, self);
};

/** What the round asks of this node now: a prevote on its proposal, a precommit on its polka, or to leave it for the next one. */
const act = (state: State, self: Own): void => {
  const { lock: held, round } = state;
  const { proposal, prevote, precommit } = roundOf(state, round);
  const value = held?.[0]!.value ?? proposal?.value;
  if (proposal !== undefined && !prevote.has(self.id)) say(state, "prevote", value === proposal.value ? value : NIL, self);
  if (held?.[0]!.round === round && !precommit.has(self.id)) say(state, "precommit", held[0]!.value, self);
  if (isBacked(prevote, NIL, self) && !precommit.has(self.id)) say(state, "precommit", NIL, self);
  if (isBacked(precommit, NIL, self)) enter(state, round + 1, self);
};

/** The vote is on disk before anybody hears it. */
const say = (state: State, kind: Vote["kind"], value: number, self: Own): void => {
  const vote: Vote = self.sign({ kind, height: state.height, round: state.round, value });
  remember(state, vote);
  self.disk.append(vote);
  self.disk.sync();
  self.broadcast(vote);
};

/** Its proposer says the locked value under its polka, else the smallest asked for: no order of arrival has a say in that. */
const enter = (state: State, round: number, self: Own): void => {
  const { height, lock: held, pending } = state;
  state.round = round;
  state.phase = "voting";
  arm(state, self);
  let value = held?.[0]!.value ?? Infinity;
  if (held === undefined) for (const asked of pending) value = Math.min(value, asked);
  if (self.id === (height + round) % self.nodes && value < Infinity)
    self.broadcast(self.sign({ kind: "proposal", height, round, value, polka: held ?? [] }));
  act(state, self);
};

const arm = ({ height, round }: State, self: Own): void => self.arm({ kind: "round", height, round }, ROUND_TICKS + GROWTH_TICKS * round);

/** The bench's second subject: signatures, timers and a journal, on a ground of its own. */
export const polkaSubject: Subject = subject(import.meta.url, "polkaSubject", {
  protocol: lockAndPolka,
  properties: [
    { id: "S1", says: "no two honest nodes decide differently", oracle: agreement() },
    { id: "S2", says: "nobody panics", oracle: noPanic() },
  ],
  sometimes: [sometimesDecided("E1")],
  ground: {
    nodes: [4],
    topology: "mesh",
    delta: 4,
    storm: 40,
    calm: 24,
    hardships: HARDSHIPS,
    lies: ["mute", "half-mute", "stutter"],
    faultsOf: (nodes) => Math.floor((nodes - 1) / 3),
    eventsMax: 10_000,
    calls: 2,
    operation: (_dice, earlier) => ({ value: earlier.length + 1 }),
  },
});
