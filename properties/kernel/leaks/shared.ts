import { leak } from "./leak.ts";
import type { Leak } from "./leak.ts";

/** What two handlers share though one has let go of it: every run is the same, and none is one that could be outside. */
export const shared: readonly Leak[] = [
  leak("frozen run", "a receiver changes the message", "receive", () => ({
    word: () => ({ hops: 0 }),
    hear(state, _from, word) {
      state.secret = (word as { hops: number }).hops++;
    },
  })),
  leak("frozen run", "a sender changes the message once it is sent", "timeout", () => ({
    word(state) {
      const said = (state.secret === 0 ? { rounds: 0 } : state.secret) as { rounds: number };
      said.rounds++;
      return (state.secret = said);
    },
  })),
  leak("frozen run", "a Map in a message", "timeout", () => ({ word: ({ rounds }) => new Map([[rounds, rounds]]) })),
  leak("frozen run", "a Set in a message", "timeout", () => ({ word: (state) => [state.names] })),
  leak("frozen run", "an array of words in a message", "timeout", () => ({ word: () => new Uint32Array(1) })),
  leak("frozen run", "a record changed once it is on disk", "receive", () => ({
    hear(_state, from, _word, self) {
      const last = (self.disk.journal.at(-1) ?? { heard: 0 }) as { heard: number };
      last.heard += from as number;
      self.disk.append(last);
    },
  })),
  leak("frozen run", "a cell changed once it is written", "receive", () => ({
    hear(_state, from, _word, self) {
      const last = (self.disk.read("last") ?? []) as number[];
      last.push(from as number);
      self.disk.write("last", last);
    },
  })),
  leak("frozen run", "an observation changed once it is made", "receive", () => ({
    hear(state, from, _word, self) {
      const value = (state.secret === 0 ? [] : state.secret) as number[];
      value.push(from as number);
      state.secret = value;
      self.decide(0, value);
    },
  })),
  leak("frozen run", "a timer changed once it is armed", "receive", () => ({
    hear(state, _from, _word, self) {
      const timer = (state.secret === 0 ? { kind: "speak", mark: 0 } : state.secret) as { kind: "speak"; mark: number };
      timer.mark++;
      state.secret = timer;
      self.arm(timer, 100);
    },
  })),
  leak("frozen run", "a signed word changed in place", "receive", () => ({
    word: (state, self) => self.sign({ kind: "vote", round: state.rounds }),
    hear(state, _from, word, self) {
      const vote = word as { kind: "vote"; round: number; by: number; seal: number };
      vote.round = 0;
      state.secret = self.verify(vote);
    },
  })),
];
