import type { Call, Disk, Lie, NodeId, Parts, Plain, Protocol, Schedule, Self } from "#kernel";

interface Gossip extends Parts {
  state: { rounds: number; readonly words: Map<NodeId, unknown>; readonly names: Set<NodeId>; secret: unknown };
  message: { readonly kind: "word"; readonly word: unknown };
  timer: { readonly kind: "speak"; readonly mark?: unknown };
  operation: Plain;
  config: Plain;
  cells: { last: unknown };
  record: unknown;
}
type State = Gossip["state"];
type Own = Self<Gossip>;

/** What a node does beside its gossip: the place where a leak sits. */
export interface Habits {
  /** What it says when its timer fires; by default, how often it has spoken. */
  word?(state: State, self: Own): unknown;
  /** What it does with what it hears. */
  hear?(state: State, from: NodeId, word: unknown, self: Own): unknown;
  ask?(state: State, call: Call<Gossip>, self: Own): void;
  wake?(state: State, self: Own): void;
  identify?(message: Gossip["message"]): Plain;
  probe?(state: State, disk: Disk<Gossip>): Readonly<Record<string, Plain>>;
  lie?: Lie<Gossip>;
}

const ROUNDS = 4;
const PERIOD_TICKS = 5;

/** A small protocol: every node says a word now and then, and notes the last word of each. */
export const gossip = ({ word, hear, ask, wake, identify, probe, lie }: Habits): Protocol<Parts> => {
  const protocol: Protocol<Gossip> = {
    name: "gossip",
    configs: { plain: { limit: ROUNDS } },
    start(self) {
      const state: State = { rounds: 0, words: new Map(), names: new Set(), secret: 0 };
      wake?.(state, self);
      self.arm({ kind: "speak" }, 2 + self.id);
      return state;
    },
    submit: (state, call, self) => ask?.(state, call, self),
    receive(state, from, message, self) {
      state.words.set(from, message.word);
      state.names.add(from);
      hear?.(state, from, message.word, self);
    },
    timeout(state, _timer, self) {
      state.rounds++;
      self.broadcast({ kind: "word", word: word === undefined ? state.rounds : word(state, self) });
      if (state.rounds < ROUNDS) self.arm({ kind: "speak" }, PERIOD_TICKS);
    },
    ...(identify === undefined ? {} : { identify }),
    ...(probe === undefined ? {} : { probe }),
    ...(lie === undefined ? {} : { lies: { lie } }),
  };
  return protocol as unknown as Protocol<Parts>;
};

/** Weather, a call, a crash with its restart, and a liar where there is a lie: whatever a leak may need to show itself. */
export const storm = (): Schedule => ({
  config: "plain",
  setup: {
    nodes: 4,
    seed: "1eafdeadbeef0001",
    topology: [
      [1, 2, 3],
      [0, 2, 3],
      [0, 1, 3],
      [0, 1, 2],
    ],
    faults: 1,
    delta: 3,
  },
  weather: { delayTicksMin: 1, delayTicksMax: 6, lossPermille: 100, duplicatePermille: 50 },
  moves: [
    { at: 1, kind: "submit", name: 1, node: 0, operation: { ask: 0 } },
    { at: 9, kind: "crash", node: 2, inside: "nothing", kept: 0 },
    { at: 12, kind: "restart", node: 2 },
    { at: 13, kind: "submit", name: 2, node: 1, operation: { ask: 1 } },
  ],
  calm: { from: 30, for: 30 },
});
