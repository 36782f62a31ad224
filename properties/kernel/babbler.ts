import type { Call, Lie, NodeId, Parts, Plain, Protocol, Self } from "#kernel";

interface Babble extends Parts {
  state: { rolls: number; clock: number; readonly heard: Map<number, Set<NodeId>>; readonly calls: number[] };
  message: { readonly kind: "word"; readonly word: number; readonly fuel: number };
  timer: { readonly kind: "nudge"; readonly which: number; readonly fuel: number };
  operation: Plain;
  cells: { mood: number; last: readonly number[] };
  record: { readonly heard: number };
}
type State = Babble["state"];
type Own = Self<Babble>;

/** Does whatever a node can do, by dice: it means nothing, but leaves no corner of the kernel out. */
export const babbler: Protocol<Babble> = {
  name: "babbler",
  configs: { chatty: { fuel: 9, rashPermille: 0 }, rash: { fuel: 5, rashPermille: 5 } },
  start(self) {
    const state: State = { rolls: self.disk.journal.length, clock: self.now, heard: new Map(), calls: [] };
    for (const { heard } of self.disk.journal) state.heard.set(heard, new Set([self.id]));
    act(state, fuelOf(self), self);
    return state;
  },
  submit(state, { name }: Call<Babble>, self) {
    state.calls.push(name);
    act(state, fuelOf(self), self);
  },
  receive(state, from, { word, fuel }, self) {
    const hearers = state.heard.get(word) ?? new Set();
    state.heard.set(word, hearers.add(from));
    act(state, fuel, self);
  },
  timeout(state, { fuel }, self) {
    act(state, fuel, self);
  },
  identify: ({ word }) => ["word", word],
  probe: (state, disk) => ({ clock: state.clock, words: state.heard.size, records: disk.journal.length, mood: disk.read("mood") ?? -1 }),
};

/** Says another word beside every second one. */
export const echo: Lie<Babble> = (message, to, self) =>
  self.below(2, "echo", message.word, to) === 0 ? [message] : [{ ...message, word: 99 }, message, message];

const fuelOf = (self: Own): number => (self.config as { readonly fuel: number }).fuel;

/** Up to three acts, as long as there is fuel; each spends some of it, so that talk dies down. */
const act = (state: State, fuel: number, self: Own): void => {
  state.clock = self.now;
  if (fuel <= 0) return;
  for (let times = roll(state, 4, self); times > 0; times--) actOnce(state, fuel - 1, self);
  if (roll(state, 1000, self) < (self.config as { readonly rashPermille: number }).rashPermille) throw new Error("rash");
};

/** The same dice over and over: the reason counts up. */
const roll = (state: State, bound: number, self: Own): number => self.below(bound, "babble", state.rolls++);

const actOnce = (state: State, fuel: number, self: Own): void => {
  const word = roll(state, 5, self);
  const timer = { kind: "nudge", which: roll(state, 3, self), fuel } as const;
  switch (roll(state, 12, self)) {
    case 0:
    case 1:
      return self.broadcast({ kind: "word", word, fuel: fuel - 1 });
    case 2:
    case 3:
      return self.send(roll(state, self.nodes, self), { kind: "word", word, fuel });
    case 4:
    case 5:
      return self.arm(timer, DELAYS[roll(state, DELAYS.length, self)]!);
    case 6:
      return self.disarm(timer);
    case 7:
      return write(state, word, self);
    case 8:
      return self.disk.sync();
    case 9:
      return self.decide(["word", word], state.clock);
    case 10:
      return self.observe({ kind: CLAIMS[word % CLAIMS.length]!, instance: word, value: self.id });
    default:
      return self.respond(state.calls.pop() ?? 0, word);
  }
};

const CLAIMS = ["lock", "release", "save", "note"] as const;

/** At once, soon, about where the ring of the agenda ends, and far beyond it. */
const DELAYS = [0, 1, 2, 5, 20, 62, 63, 64, 65, 100, 130];

const write = (state: State, word: number, self: Own): void => {
  self.disk.append({ heard: word });
  if (word === 0) self.disk.truncate(roll(state, 3, self));
  if (word === 1) self.disk.write("mood", state.clock);
  if (word === 2) self.disk.write("last", [...state.calls]);
};
