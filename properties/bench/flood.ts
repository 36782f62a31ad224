import { Cluster } from "#kernel";
import type { Move, Parts, Protocol, Schedule, Self, Submit } from "#kernel";
import { cpuSeconds } from "./measure.ts";

/** Votes that a block needs, and votes that a peer sends at random for every block it hears of. */
const THRESHOLD = 5;
const VOTES_AT_RANDOM = 8;
/** Blocks that a peer remembers: the last vote of one comes before the block after the next is heard of. */
const WINDOW = 2;
const ROUND_TICKS = 10;

/** The yardstick's own work, in plain protocol code: one peer proposes to all it knows, and whoever hears of it sends nine votes. */
interface Flood<S extends object> extends Parts {
  state: S;
  message: { readonly kind: "block" | "vote"; readonly block: number };
  timer: never;
  operation: number;
}

/** What a peer knows of a block: whether it has voted, and who voted for it, up to the threshold. */
interface Slot {
  block: number;
  hasVoted: boolean;
  readonly voters: number[];
}
type Slots = Flood<Slot[]>;
/** The same as one would write it first. */
type Blocks = Flood<Map<number, { hasVoted: boolean; readonly voters: Set<number> }>>;

const speak = (block: number, from: number, self: Self<Slots>): void => {
  const vote = { kind: "vote", block } as const;
  for (let k = 0; k < VOTES_AT_RANDOM; k++) self.send(self.peers.at(self.below(self.peers.length, block, k))!, vote);
  self.send(from, vote);
};

/** With arrays for tallies, which stop at the threshold. */
const lean: Protocol<Slots> = {
  name: "flood",
  configs: { lean: {} },
  start: () => Array.from({ length: WINDOW }, () => ({ block: -1, hasVoted: false, voters: [] })),
  submit: (_state, { operation }, self) => self.broadcast({ kind: "block", block: operation }),
  receive(state, from, { kind, block }, self) {
    if (from === self.id) return;
    const slot = state[block % WINDOW]!;
    if (slot.block !== block) {
      slot.block = block;
      slot.hasVoted = false;
      slot.voters.length = 0;
    }
    if (kind === "vote") return count(slot, from, self);
    if (slot.hasVoted) return;
    slot.hasVoted = true;
    speak(block, from, self);
  },
  timeout: () => undefined,
};

const count = ({ block, voters }: Slot, from: number, self: Self<Slots>): void => {
  if (voters.length >= THRESHOLD || voters.includes(from)) return;
  if (voters.push(from) === THRESHOLD) self.decide(block, 1);
};

/** With Maps and Sets. */
const natural: Protocol<Blocks> = {
  ...(lean as unknown as Protocol<Blocks>),
  start: () => new Map(),
  receive(state, from, { kind, block }, self) {
    if (from === self.id) return;
    const known = state.get(block) ?? { hasVoted: false, voters: new Set() };
    state.set(block, known);
    state.delete(block - WINDOW);
    if (kind === "vote") {
      if (known.voters.add(from).size === THRESHOLD) self.decide(block, 1);
    } else if (!known.hasVoted) {
      known.hasVoted = true;
      speak(block, from, self as unknown as Self<Slots>);
    }
  },
};

/** CPU for each delivery of so many rounds, the first of which warm up. */
export const flood = (nodes: number, rounds: number, isNatural: boolean) => {
  const protocol = (isNatural ? natural : lean) as unknown as Protocol<Parts>;
  const moves: Move[] = Array.from({ length: rounds + WARM }, (_, round) => ({
    at: ROUND_TICKS * round,
    kind: "submit",
    name: round + 1,
    node: (round * 7_919) % nodes,
    operation: round,
  }));
  const schedule: Schedule = {
    config: "lean",
    setup: { nodes, seed: "00000000000000aa", topology: { kind: "random", permille: 900, links: "listed" }, faults: 0, delta: 1 },
    weather: { delayTicksMin: 1, delayTicksMax: 10, lossPermille: 100, duplicatePermille: 0 },
    moves,
    calm: { from: ROUND_TICKS * moves.length, for: 1 },
  };
  const cluster = new Cluster(protocol, schedule, { eventsMax: 1e9 });
  const play = (from: number, to: number): void => {
    for (const move of moves.slice(from, to)) {
      cluster.until((move as Submit).at);
      cluster.apply(move);
    }
  };
  play(0, WARM);
  const before = cluster.events;
  const start = cpuSeconds();
  play(WARM, moves.length);
  return { seconds: cpuSeconds() - start, events: cluster.events - before };
};

const WARM = 10;

/** CPU for each delivery of runs of about a thousand, once the engine has learnt them. */
export const trickle = (nodes: number) => {
  flood(nodes, TRICKLES, false);
  const runs = Array.from({ length: TRICKLES }, () => flood(nodes, 1, false));
  const sumOf = (what: "seconds" | "events"): number => runs.reduce((sum, run) => sum + run[what], 0);
  return { seconds: sumOf("seconds"), events: sumOf("events") };
};

const TRICKLES = 400;
