import { subject } from "#hunt";
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
type Votes = Map<NodeId, Vote>;
type Round = { proposal: Proposal | undefined; readonly prevote: Votes; readonly precommit: Votes };
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
/** A proposal and two votes, each within Δ; every further round waits longer, so that one of them outlasts any delay. */
const ROUND_TICKS = 14;
const GROWTH_TICKS = 6;

/** Agreement by rounds: a quorum of prevotes, the polka, locks a value, and a quorum of precommits decides it. */
const lockAndPolka: Protocol<Polka> = {
  name: "lock-and-polka",
  configs: { sound: { remembers: true }, forgetful: { remembers: false } },
  start(self) {
    const state: State = { height: 0, round: 0, phase: "resting", lock: undefined, rounds: new Map(), pending: new Set(), chain: [] };
    for (const record of self.config.remembers ? self.disk.journal : []) {
      remember(state, record);
      // A crash may have come between writing a decision and saying it.
      if (record.kind === "decided") self.decide(record.votes[0]!.height, record.votes[0]!.value);
    }
    if (state.phase === "voting") enter(state, state.round, self);
    return state;
  },
  submit: (_state, { operation }, self) => self.broadcast({ kind: "request", value: operation.value }),
  receive(state, from, message, self) {
    if (message.kind !== "request") return self.verify(message) ? hear(state, from, message, self) : undefined;
    if (state.chain.some(([vote]) => vote!.value === message.value)) return;
    state.pending.add(message.value);
    if (state.phase === "resting") enter(state, 0, self);
  },
  timeout(state, { height, round }, self) {
    if (height !== state.height || round !== state.round || state.phase === "resting") return;
    say(state, "prevote", NIL, self);
    say(state, "precommit", NIL, self);
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

/** A quorum's votes for a value by voter, if there is one: in an order that does not tell which of them came first. */
const quorumFor = (votes: Votes, value: number, self: Own): Quorum | undefined => {
  let count = 0;
  for (const vote of votes.values()) if (vote.value === value) count++;
  if (count < quorumOf(self.nodes)) return undefined;
  const alike: Vote[] = [];
  for (let node = 0; node < self.nodes; node++) if (votes.get(node)?.value === value) alike.push(votes.get(node)!);
  return alike;
};

/** What it misses of later heights will be said again in their later rounds. */
const hear = (state: State, from: NodeId, message: Proposal | Vote, self: Own): void => {
  const { kind, height, round } = message;
  const decision = state.chain[height];
  // Whoever still votes after the round that decided did not hear of it: it gets the votes, under their own signatures.
  if (decision !== undefined && kind === "prevote" && round > decision[0]!.round) for (const vote of decision) self.send(from, vote);
  if (height !== state.height) return;
  if (state.phase === "resting") enter(state, 0, self);
  if (message.kind === "proposal") consider(state, message, self);
  else count(state, message, self);
  if (height === state.height) act(state, self);
};

const consider = (state: State, proposal: Proposal, self: Own): void => {
  const { height, round, value, polka } = proposal;
  if (proposal.by !== (height + round) % self.nodes) return;
  roundOf(state, round).proposal ??= proposal;
  const isAlike = (vote: Vote) => vote.kind === "prevote" && vote.height === height && vote.value === value;
  const isOne = polka.every((vote) => isAlike(vote) && vote.round === polka[0]!.round && self.verify(vote));
  if (isOne && new Set(polka.map(({ by }) => by)).size >= quorumOf(self.nodes)) lock(state, polka, self);
};

const count = (state: State, vote: Vote, self: Own): void => {
  const { kind, round, value } = vote;
  const votes = roundOf(state, round)[kind];
  if (!votes.has(vote.by)) votes.set(vote.by, vote);
  const quorum = value === NIL ? undefined : quorumFor(votes, value, self);
  if (quorum !== undefined) (kind === "precommit" ? conclude : lock)(state, quorum, self);
  // So many are in a later round that this one can have no quorum any more.
  if (vote.height === state.height && round > state.round && votes.size + quorumOf(self.nodes) > self.nodes) enter(state, round, self);
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
};

/** What the round asks of this node now: a prevote on its proposal, a precommit on its polka, or to leave it for the next one. */
const act = (state: State, self: Own): void => {
  const { lock: held, round } = state;
  const { proposal, prevote, precommit } = roundOf(state, round);
  if (proposal !== undefined) say(state, "prevote", (held?.[0]!.value ?? proposal.value) === proposal.value ? proposal.value : NIL, self);
  if (held?.[0]!.round === round) say(state, "precommit", held[0]!.value, self);
  else if (quorumFor(prevote, NIL, self) !== undefined) say(state, "precommit", NIL, self);
  if (quorumFor(precommit, NIL, self) !== undefined) enter(state, round + 1, self);
};

/** Votes once a round. The vote is on disk before anybody hears it. */
const say = (state: State, kind: Vote["kind"], value: number, self: Own): void => {
  if (roundOf(state, state.round)[kind].has(self.id)) return;
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
  self.arm({ kind: "round", height, round }, ROUND_TICKS + GROWTH_TICKS * round);
  let value = held?.[0]!.value ?? Infinity;
  if (held === undefined) for (const asked of pending) value = Math.min(value, asked);
  if (self.id === (height + round) % self.nodes && value < Infinity)
    self.broadcast(self.sign({ kind: "proposal", height, round, value, polka: held ?? [] }));
  act(state, self);
};

/** The bench's second subject: signatures, timers and a journal, on a ground of its own. */
export const polkaSubject = subject(import.meta.url, "polkaSubject", {
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
    hardships: ["cut", "crash", "pause", "turn", "weather"],
    lies: ["mute", "half-mute", "stutter"],
    faultsOf: (nodes) => Math.floor((nodes - 1) / 3),
    eventsMax: 10_000,
    calls: 2,
    operation: (_dice, earlier) => ({ value: earlier.length + 1 }),
  },
});
