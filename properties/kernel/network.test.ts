import { expect, test } from "vitest";
import { hashOf, simulate, simulateAll } from "#kernel";
import type { Fate, Lie, Move, Schedule, Then } from "#kernel";
import { bird } from "./bird.ts";
import { committed } from "./committed.ts";
import { ask, quiet, tiny } from "./tiny.ts";
import type { Tiny } from "./tiny.ts";

const DROP: Then = { kind: "drop" };

/** Node 0 broadcasts what it is asked to say; the others write down what they hear and when. */
const speaker = (lies: Record<string, Lie<Tiny>> = {}) => {
  const heard: string[] = [];
  const protocol = tiny({
    submit: (_state, { operation }, self) => self.broadcast({ kind: "word", word: operation }),
    receive(_state, from, { word }, self) {
      if (from !== self.id) heard.push(`${self.now} ${self.id} ${word}`);
    },
    identify: ({ word }) => ["word", word ?? null],
    lies,
  });
  return { heard, protocol };
};

const say = (at: number, word: string): Move => ask(at, at, 0, word);
const fate = (nth: Fate["message"]["nth"], then: Then, to = 1, word = "a"): Fate => ({
  kind: "fate",
  message: { from: 0, to, identity: ["word", word], nth },
  then,
});

const heardIn = (moves: readonly Move[], more: Partial<Schedule> = {}): readonly string[] => {
  const { heard, protocol } = speaker();
  simulate(protocol, quiet(moves, more));
  return heard;
};

test("in calm weather every copy takes one tick", () => {
  expect(heardIn([say(1, "a")])).toEqual(["2 1 a", "2 2 a"]);
});

test("a cut acts on sending: what is in flight passes", () => {
  const weather = { delayTicksMin: 4, delayTicksMax: 4, lossPermille: 0, duplicatePermille: 0 };
  const cut: Move = { at: 2, kind: "cut", from: [0], to: [1, 2], ways: "both" };
  expect(heardIn([say(1, "a"), cut, say(3, "b"), { at: 4, kind: "heal" }, say(4, "c")], { weather })).toEqual([
    ...["5 1 a", "5 2 a"],
    ...["8 1 c", "8 2 c"],
  ]);
});

test.for([
  ["one", ["2 1 to 0"]],
  ["both", []],
] as const)("a cut of %s way cuts from one side to the other, and back only if it says so", ([ways, expected]) => {
  const heard: string[] = [];
  const protocol = tiny({
    submit: (_state, { name }, self) => self.send(name, { kind: "word" }),
    receive: (_state, from, _message, self) => heard.push(`${self.now} ${from} to ${self.id}`),
  });
  const cut: Move = { at: 1, kind: "cut", from: [0], to: [1], ways };
  simulate(protocol, quiet([cut, ask(1, 1, 0), ask(0, 1, 1)]));
  expect(heard).toEqual(expected);
});

test("cuts add up, and healing ends them all", () => {
  const cuts: Move[] = [1, 2].map((node) => ({ at: 1, kind: "cut", from: [0], to: [node], ways: "one" }));
  expect(heardIn([...cuts, say(1, "a"), { at: 2, kind: "heal" }, say(2, "b")])).toEqual(["3 1 b", "3 2 b"]);
});

test("a fate befalls the copy it names: from, to, what it says, and for which time", () => {
  expect(heardIn([fate(1, DROP), say(1, "a"), say(2, "b"), say(3, "a"), say(4, "a")])).toEqual([
    ...["2 1 a", "2 2 a", "3 1 b", "3 2 b", "4 2 a"],
    ...["5 1 a", "5 2 a"],
  ]);
});

test("the number of a saying counts a broadcast once, also when copies are lost, and never counts a duplicate", () => {
  const moves = [fate(0, DROP, 2), fate(0, { kind: "duplicate", after: 3 }), fate(1, DROP), say(1, "a"), say(10, "a"), say(20, "a")];
  expect(heardIn(moves)).toEqual(["2 1 a", "5 1 a", "11 2 a", "21 1 a", "21 2 a"]);
});

test("the number of a saying counts on through a crash and a restart of its node", () => {
  const moves: Move[] = [
    fate(1, DROP),
    say(1, "a"),
    { at: 3, kind: "crash", node: 0, inside: "nothing", kept: 0 },
    { at: 4, kind: "restart", node: 0 },
    say(5, "a"),
  ];
  expect(heardIn(moves)).toEqual(["2 1 a", "2 2 a", "6 2 a"]);
});

test("fates of one message compose: delays add up, the longest wait for a second copy holds, a drop ends it all", () => {
  const late = fate(0, { kind: "delay", by: 2 });
  const twice = (after: number) => fate(0, { kind: "duplicate", after });
  expect(heardIn([late, late, twice(1), twice(5), say(1, "a")])).toEqual(["2 2 a", "6 1 a", "11 1 a"]);
  expect(heardIn([late, twice(5), fate(0, DROP), say(1, "a")])).toEqual(["2 2 a"]);
});

test("a fate for every time starves a word that is repeated, and one that names its time goes before it", () => {
  const starved = [fate("every", DROP), say(1, "a"), say(2, "a"), say(3, "a")];
  expect(heardIn(starved)).toEqual(["2 2 a", "3 2 a", "4 2 a"]);
  expect(heardIn([fate(1, { kind: "delay", by: 5 }), ...starved])).toEqual(["2 2 a", "3 2 a", "4 2 a", "8 1 a"]);
});

test("a fate whose message never comes is idle", () => {
  const { protocol } = speaker();
  const moves = [fate(7, DROP), fate(0, DROP, 1, "never said"), fate(0, DROP), say(1, "a")];
  expect(simulateAll(protocol, quiet(moves)).idle).toEqual([0, 1]);
});

test("weather loses, delays and doubles as it says, by the address of each copy", () => {
  const weather = { delayTicksMin: 2, delayTicksMax: 5, lossPermille: 300, duplicatePermille: 300 };
  const words = Array.from({ length: 400 }, (_, place) => say(place + 1, `${place}`));
  const heard = heardIn(words, { weather, calm: { from: 500, for: 10 } }).map((text) => text.split(" ").map(Number));
  const firsts = new Map<string, number>();
  for (const [at, to, word] of heard) {
    const name = `${to} ${word}`;
    const delay = at! - (word! + 1);
    expect(delay).toBeGreaterThanOrEqual(2);
    expect(delay).toBeLessThanOrEqual(10);
    firsts.set(name, Math.min(firsts.get(name) ?? Infinity, delay));
  }
  expect(firsts.size / 800).toBeCloseTo(0.7, 1);
  expect(heard.length / firsts.size).toBeCloseTo(1.3, 1);
  for (const delay of [2, 3, 4, 5]) expect([...firsts.values()].filter((one) => one === delay).length / firsts.size).toBeCloseTo(0.25, 1);
});

test("one more move re-rolls nobody else's fate", () => {
  const weather = { delayTicksMin: 1, delayTicksMax: 9, lossPermille: 200, duplicatePermille: 100 };
  const words = Array.from({ length: 20 }, (_, place) => say(place + 1, `${place}`));
  const extra = say(5, "extra");
  const without = heardIn(words, { weather });
  const others = heardIn([...words.slice(0, 5), extra, ...words.slice(5)], { weather }).filter((text) => !text.endsWith("extra"));
  expect(new Set(others)).toEqual(new Set(without));
});

test("what the weather rolled, named and replayed in calm weather, is the same run", () => {
  for (const { schedule, hash } of committed()) {
    const { rolled } = simulate(bird, schedule, { isRecorded: true });
    expect(hashOf(simulate(bird, { ...schedule, weather: "calm", moves: [...rolled, ...schedule.moves] }))).toBe(hash);
  }
});

test("a lie sits on the way out: the node's own copy is honest, and what is said beside the message is said anew", () => {
  const own: string[] = [];
  const twist: Lie<Tiny> = (message, to) => (to === 1 ? [{ ...message, word: "lie" }, message, message] : []);
  const heard: string[] = [];
  const protocol = tiny({
    submit: (_state, { operation }, self) => self.broadcast({ kind: "word", word: operation }),
    receive: (_state, from, { word }, self) => (from === self.id ? own : heard).push(`${self.now} ${self.id} ${word}`),
    identify: ({ word }) => ["word", word ?? null],
    lies: { twist },
  });
  const turn: Move = { at: 1, kind: "turn", node: 0, lie: "twist" };
  simulate(protocol, quiet([fate(1, { kind: "delay", by: 3 }), turn, say(1, "a"), say(10, "a")]));
  expect(own).toEqual(["1 0 a", "10 0 a"]);
  // The honest copy is the word's first saying, its repetition the second, which is late.
  expect(heard).toEqual(["2 1 lie", "2 1 a", "5 1 a", "11 1 lie", "11 1 a", "11 1 a"]);
});

test("what a liar says beside its last word before a crash is counted like all it says", () => {
  const extra: Lie<Tiny> = (message) => [message, { ...message, word: "extra" }];
  const { heard, protocol } = speaker({ extra });
  const moves: Move[] = [
    fate(1, DROP, 1, "extra"),
    { at: 1, kind: "turn", node: 0, lie: "extra" },
    { at: 1, kind: "crash", node: 0, inside: 1, kept: 0 },
    say(1, "a"),
    { at: 4, kind: "restart", node: 0 },
    say(5, "b"),
  ];
  simulate(protocol, quiet(moves));
  expect(heard).toEqual(["2 1 a", "2 1 extra", "6 1 b", "6 2 b", "6 2 extra"]);
});
