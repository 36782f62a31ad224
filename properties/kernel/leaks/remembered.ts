import type { NodeId } from "#kernel";
import { leak } from "./leak.ts";
import type { Leak } from "./leak.ts";

// Taken before any fence is raised: what a module captures while it is loaded, no fence can take back.
const { now } = Date;
// oxlint-disable-next-line no-restricted-properties -- This is a leak.
const { random } = Math;
const clock = performance;
const { memoryUsage, hrtime } = process;

const COUNT = Symbol.for("schism.leak");

/** What only a second run sees: memory outside of the state, or a captured way out. The first run cannot know. */
export const remembered: readonly Leak[] = [
  leak("rerun", "a counter of the module", "timeout", () => {
    let count = 0;
    return { word: () => count++ };
  }),
  leak("rerun", "a counter of the module that has a say only late", "timeout", () => {
    let count = 0;
    return { word: ({ rounds }, self) => (rounds === 3 && self.id === 1 ? count++ : rounds) };
  }),
  leak("rerun", "a cache of the module that grows", "timeout", () => {
    const cache = new Map<string, number>();
    return { word: (state, self) => cache.set(`${self.now} ${self.id} ${state.rounds} ${cache.size}`, 1).size };
  }),
  leak("rerun", "an answer remembered from the run before", "receive", () => {
    const known = new Set<number>();
    return {
      hear(_state, from, word, self) {
        const name = (from as number) * 100 + Number(word);
        if (!known.has(name)) self.decide(0, name);
        known.add(name);
      },
    };
  }),
  leak("rerun", "an object's identity as its name", "receive", () => {
    const names = new WeakMap<object, number>();
    let count = 0;
    return {
      hear(state) {
        const name = names.get(state) ?? count++;
        names.set(state, name);
        state.secret = name;
      },
    };
  }),
  leak("rerun", "a message made once and changed whenever it is sent", "timeout", () => {
    const said = { count: 0 };
    return {
      word() {
        said.count++;
        return said;
      },
    };
  }),
  leak("rerun", "an array that all nodes share", "receive", () => {
    const heard: number[] = [];
    return { hear: (state, from) => (state.secret = heard.push(from as number)) };
  }),
  leak("rerun", "a generator of the module", "timeout", () => {
    const numbers = (function* () {
      for (let count = 0; ; count++) yield count;
    })();
    return { word: () => numbers.next().value };
  }),
  leak("rerun", "a static counter of a class", "receive", () => {
    class Ballot {
      static count = 0;
      readonly number = Ballot.count++;
    }
    return { hear: (state) => (state.secret = new Ballot().number) };
  }),
  leak("rerun", "a property of the global object", "timeout", () => {
    const world = globalThis as unknown as Record<symbol, number>;
    return { word: () => (world[COUNT] = (world[COUNT] ?? 0) + 1) };
  }),
  leak("rerun", "a property of a function", "timeout", () => {
    const word = Object.assign(() => word.count++, { count: 0 });
    return { word };
  }),
  leak("rerun", "a pattern that remembers where it stopped", "timeout", () => {
    const pattern = /a/g;
    return { word: () => pattern.test("aa") };
  }),
  leak("rerun", "who called, read off the stack", "timeout", () => ({ word: () => new Error("where").stack ?? "" })),
  leak("rerun", "a captured Math.random", "timeout", () => ({ word: () => Math.floor(random() * 1_000_000) })),
  leak("rerun", "a captured Date.now", "timeout", () => ({
    word() {
      const before = now();
      // Till the clock has moved on: two runs within one millisecond would agree.
      while (now() === before);
      return now();
    },
  })),
  leak("rerun", "a captured clock", "timeout", () => ({ word: () => Math.floor(clock.now() * 1_000_000) })),
  leak("rerun", "a captured process.hrtime", "receive", () => ({ hear: (state) => (state.secret = hrtime()[1]) })),
  leak("rerun", "a captured process.memoryUsage", "timeout", () => ({ word: () => memoryUsage().heapUsed })),
  leak("rerun", "a configuration changed in place", "timeout", () => ({
    word: (_state, self) => (self.config as { limit: number }).limit++,
  })),
  leak("rerun", "the list of peers changed in place", "timeout", () => ({
    word: (_state, self) => (self.peers as unknown as { list: NodeId[] }).list.reverse()[0],
  })),
  leak("rerun", "an operation changed in place", "submit", () => ({
    ask(state, { operation }) {
      state.secret = (operation as { ask: number }).ask++;
    },
  })),
  leak("rerun", "a count of starts", "start", () => {
    let starts = 0;
    return { wake: (state) => (state.secret = starts++) };
  }),
  leak("rerun", "a record on disk that counts across runs", "receive", () => {
    let records = 0;
    return { hear: (_state, _from, _word, self) => self.disk.append(records++) };
  }),
  leak("rerun", "a timer armed for longer from run to run", "receive", () => {
    let times = 0;
    return { hear: (_state, _from, _word, self) => self.arm({ kind: "speak", mark: 1 }, 200 + times++) };
  }),
  leak("rerun", "a name of a message that counts up", "timeout", () => {
    let count = 0;
    return { identify: () => ["word", count++] };
  }),
  leak("rerun", "a lie that remembers whom it told", "timeout", () => {
    let count = 0;
    return { lie: (message) => [message, { kind: "word", word: count++ }] };
  }),
  leak("rerun", "a probe that counts how often it was asked", "probe", () => {
    let asked = 0;
    return { probe: () => ({ asked: asked++ }) };
  }),
];
