import type { Habits } from "./gossip.ts";
import { leak, saying } from "./leak.ts";
import type { Leak } from "./leak.ts";

class Ballot {
  readonly votes = 1;
}

const born = new Date(0);
const promised = Promise.resolve(1);

const keeping = (name: string, secret: unknown): Leak => within(`${name} in a state`, () => ({ hear: (state) => (state.secret = secret) }));
const within = (name: string, habits: () => Habits): Leak => leak("boundary", name, "receive", habits);

/** What is not plain data, wherever it would leave a node or settle in it. */
export const unplain: readonly Leak[] = [
  saying("boundary", "a float in a message", () => 0.1 + 0.2),
  saying("boundary", "NaN in a message", () => Number("none")),
  saying("boundary", "Infinity in a message", () => Infinity),
  saying("boundary", "an integer beyond the safe ones in a message", () => 2 ** 53),
  saying("boundary", "a BigInt in a message", () => 10n),
  saying("boundary", "a symbol in a message", () => Symbol.for("leak")),
  saying("boundary", "a function in a message", (state) => () => state.rounds),
  saying("boundary", "a Date in a message", () => born),
  saying("boundary", "a Promise in a message", () => promised),
  saying("boundary", "a RegExp in a message", () => /leak/),
  saying("boundary", "an Error in a message", () => [new Error("leak")]),
  saying("boundary", "an instance of a class in a message", () => ({ ballot: new Ballot() })),
  saying("boundary", "an array of floats in a message", () => new Float64Array([0.5])),
  keeping("a float", 0.5),
  keeping("a Date", born),
  keeping("an instance of a class", new Ballot()),
  keeping("a function", () => 0),
  within("a float in a Map of a state", () => ({ hear: (state, from) => state.words.set(from, 0.5) })),
  within("a float on a disk", () => ({ hear: (_state, _from, _word, self) => self.disk.append(0.5) })),
  within("a Date in a cell", () => ({ hear: (_state, _from, _word, self) => self.disk.write("last", born) })),
  within("a float in an observation", () => ({ hear: (_state, from, _word, self) => self.decide(from as number, 0.5) })),
  within("a float in a timer", () => ({ hear: (_state, _from, _word, self) => self.arm({ kind: "speak", mark: 0.5 }, 1) })),
  leak("boundary", "a float in a probe", "probe", () => ({ probe: ({ rounds }) => ({ mean: (rounds + 0.5) / 3 }) })),
  leak("boundary", "a float in what a message says", "timeout", () => ({ identify: () => 0.5 })),
];
