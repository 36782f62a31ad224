import { expect, test } from "vitest";
import { shrink, trial } from "#hunt";
import { Trace, hashOf, simulate } from "#kernel";
import type { Fate, Move, Plain, Schedule, Weather } from "#kernel";
import { canarySubject } from "#spec/canary";
import { committed } from "./committed.ts";
import { bird } from "./bird.ts";
import { ask, quiet, tiny } from "./tiny.ts";

/** Asked for n, node 0 says so many words to node 1, which writes down what it hears and when. */
const speaker = () => {
  const heard: { at: number; word: number; to: number }[] = [];
  let word = 0;
  const protocol = tiny({
    start: () => ((word = 0), { seen: [] }),
    submit(_state, { operation }, self) {
      for (let many = Number(operation); many > 0; many--) self.send(1, { kind: "word", word: word++ });
    },
    receive: (_state, _from, { word: said }, self) => heard.push({ at: self.now, word: Number(said), to: self.id }),
    identify: ({ word: said }) => ["word", said ?? null],
  });
  return { heard, protocol };
};

const heardIn = (moves: readonly Move[], weather: Weather, more: Partial<Schedule> = {}) => {
  const { heard, protocol } = speaker();
  simulate(protocol, quiet(moves, { weather, ...more }));
  return heard;
};

/** How many words came at each tick, from the first. */
const countsIn = (heard: readonly { at: number }[]): readonly (readonly [number, number])[] => {
  const counts = new Map<number, number>();
  for (const { at } of heard) counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => a - b);
};

const shuffled = (everyTicks = 1, lostOneIn = 0): Weather => ({ kind: "shuffled", everyTicks, lostOneIn });
const say = (at: number, many: number): Move => ask(at, at, 0, many);
const orderOf = (heard: readonly { word: number }[]): readonly number[] => heard.map(({ word }) => word);

test("of a queue of n half arrives each round, but for one in so many, which is lost; the other half stays", () => {
  // 100: 50 leave, 5 of them lost. 50: 25, 2. 25: 12, 1. 13: 6, 0. 7: 3. 4: 2. 2: 1. One alone waits for company.
  const counts = [45, 23, 11, 6, 3, 2, 1].map((count, place) => [2 + place, count]);
  expect(countsIn(heardIn([say(1, 100)], shuffled(1, 20)))).toEqual([...counts, [31, 1]]);
  expect(countsIn(heardIn([say(1, 4)], shuffled(3), { calm: { from: 7, for: 4 } }))).toEqual([
    [3, 2],
    [6, 1],
    [8, 1],
  ]);
});

test("where one in two is lost none arrives, and where one in all is lost there are no more to lose than leave", () => {
  for (const lostOneIn of [1, 2]) expect(heardIn([say(1, 64)], shuffled(1, lostOneIn)).map(({ at }) => at)).toEqual([31]);
});

test("the queue is shuffled anew each round, by address: other seeds, other orders, and no word is preferred", () => {
  const setup = quiet([]).setup;
  const of = (seed: string) => orderOf(heardIn([say(1, 40)], shuffled(), { setup: { ...setup, seed } }));
  const order = of(setup.seed);
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, word) => word));
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
  expect(of("00000000000000aa")).not.toEqual(order);
  const first = Array.from({ length: 400 }, (_, seed) => of(seed.toString(16).padStart(16, "0")).slice(0, 20)).flat();
  const counts = Array.from({ length: 40 }, (_, word) => first.filter((other) => other === word).length);
  for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(60);
});

test("what is sent in the tick of a round waits for the next, by a move as by a handler", () => {
  expect(countsIn(heardIn([say(4, 2)], shuffled(2)))).toEqual([
    [6, 1],
    [31, 1],
  ]);
  const heard: number[] = [];
  const protocol = tiny({
    submit: (_state, _call, self) => [1, 1, 1, 1].forEach((to, word) => self.send(to, { kind: "word", word })),
    receive(_state, _from, { word }, self) {
      if (self.id !== 1) return;
      heard.push(self.now);
      if (Number(word) < 4) self.send(1, { kind: "own", word: 9 });
      if (Number(word) < 4) self.send(2, { kind: "answer", word: 9 });
    },
  });
  simulate(protocol, quiet([ask()], { weather: shuffled() }));
  // Its own copy comes at once, without weather; two of four words arrive in the first round.
  expect(heard.filter((at) => at === 2)).toHaveLength(4);
});

test("named fates and cuts take a copy before it joins the queue; a clog holds it; a slow node makes it late when it has left", () => {
  const drop: Fate = { kind: "fate", message: { from: 0, to: 1, identity: ["word", 1], nth: 0 }, then: { kind: "drop" } };
  const late: Fate = { ...drop, message: { ...drop.message, identity: ["word", 0] }, then: { kind: "delay", by: 9 } };
  expect(heardIn([drop, late, say(1, 4)], shuffled()).map(({ at, word }) => (word < 2 ? [at, word] : at))).toEqual([2, [11, 0], 31]);
  const cut: Move = { at: 1, kind: "cut", from: [0], to: [1], ways: "one" };
  expect(heardIn([cut, say(1, 50)], shuffled())).toEqual([]);
  const clog: Move = { at: 3, kind: "clog", from: [0], to: [1] };
  const held = heardIn([say(2, 8), clog, say(3, 8), { at: 20, kind: "heal" }], shuffled());
  expect(countsIn(held).find(([at]) => at === 20)).toEqual([20, 8]);
  expect(orderOf(held.filter(({ at }) => at === 20))).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
  expect(countsIn(heardIn([{ at: 1, kind: "slow", node: 1, by: 5 }, say(1, 4)], shuffled()))).toEqual([
    [7, 2],
    [8, 1],
    [31, 1],
  ]);
});

test("what waits when the calm comes arrives within Δ, and what waits is as much in flight as what is planned", () => {
  const setup = { ...quiet([]).setup, delta: 6 };
  const heard = heardIn([say(29, 400)], shuffled(20), { setup });
  expect(new Set(heard.map(({ at }) => at))).toEqual(new Set([31, 32, 33, 34, 35, 36]));
  expect(heard).toHaveLength(400);
  const { protocol } = speaker();
  const flood = Array.from({ length: 12 }, (_, place) => say(place + 1, 90_000));
  expect(simulate(protocol, quiet(flood, { weather: shuffled(1_000) })).end).toBe("limit");
});

test("named, what the queue did is a delay or a loss of each copy: each arrives at its tick, and a round keeps its own order no more", () => {
  const weather = shuffled(2, 7);
  const moves = [say(1, 40), say(2, 3), say(5, 30), say(28, 9)];
  const { protocol } = speaker();
  const { rolled } = simulate(protocol, quiet(moves, { weather, setup: { ...quiet([]).setup, delta: 3 } }), { isRecorded: true });
  const sorted = (heard: readonly { at: number; word: number }[]) => heard.map(({ at, word }) => `${at} ${word}`).toSorted();
  const setup = { ...quiet([]).setup, delta: 3 };
  expect(sorted(heardIn([...rolled, ...moves], "calm", { setup }))).toEqual(sorted(heardIn(moves, weather, { setup })));
  expect(new Set(rolled.map(({ then }) => then.kind))).toEqual(new Set(["drop", "delay"]));
});

test("a trace tells what left the queue as sent when it was sent, and when it is due", () => {
  const { protocol } = speaker();
  const trace = new Trace();
  simulate(protocol, quiet([say(1, 10)], { weather: shuffled(4, 5) }), { trace });
  const sends = trace.lines.filter((line) => line.kind === "send");
  expect(sends).toHaveLength(10);
  expect(new Set(sends.map(({ at }) => at))).toEqual(new Set([1]));
  const becomes = sends.map((line) => (line.becomes.kind === "due" ? line.becomes.at[0] : line.becomes.because));
  expect(becomes.slice(0, 5)).toEqual([4, 4, 4, "weather", "weather"]);
});

const rounds = (more: Partial<Weather & object> = {}): Weather => ({
  ...{ kind: "rounds", everyTicks: 1, delayMin: 0, delayMax: 0, againPermille: 0, lostPerMillion: 0 },
  ...(more as object),
});

test("a copy that travels in rounds leaves in the next round, and arrives at the first tick of a round", () => {
  expect(countsIn(heardIn([say(1, 3)], rounds()))).toEqual([[2, 3]]);
  expect(countsIn(heardIn([say(5, 3), say(7, 1), say(8, 1)], rounds({ everyTicks: 4, delayMin: 2, delayMax: 2 })))).toEqual([
    [16, 4],
    [20, 1],
  ]);
});

test("the way takes the least, evenly up to the most, and a round more as often as it comes up again", () => {
  const weather = rounds({ delayMin: 1, delayMax: 2, againPermille: 350, lostPerMillion: 10_000 });
  const many = 20_000;
  const heard = heardIn([say(1, many)], weather, { calm: { from: 200, for: 4 } });
  const shares = new Map(countsIn(heard).map(([at, count]) => [at - 2, count / many]));
  // P(d) = 0.99 · 0.65 · (½ · 0.35^(d-1) + ½ · 0.35^(d-2)).
  const chance = (delay: number) => 0.99 * 0.65 * (0.5 * 0.35 ** (delay - 1) + (delay > 1 ? 0.5 * 0.35 ** (delay - 2) : 0));
  expect(shares.has(0)).toBe(false);
  for (const delay of [1, 2, 3, 4, 5, 6]) expect(Math.abs(shares.get(delay)! - chance(delay))).toBeLessThan(0.01);
  expect(Math.abs(heard.length / many - 0.99)).toBeLessThan(0.003);
});

const inOrder: Weather = { delayTicksMin: 1, delayTicksMax: 9, lossPermille: 100, duplicatePermille: 0, isInOrder: true };

test("where links keep their order no copy overtakes another on its link, though others pass", () => {
  const moves = Array.from({ length: 80 }, (_, place) => say(place + 1, 2));
  const calm = { from: 100, for: 10 };
  const slow: Move = { at: 40, kind: "slow", node: 0, by: 7 };
  const quick: Move = { at: 60, kind: "slow", node: 0, by: 0 };
  const upset = [...moves, slow, quick].toSorted((a, b) => ("at" in a ? a.at : 0) - ("at" in b ? b.at : 0));
  for (const all of [moves, upset]) {
    const order = orderOf(heardIn(all, inOrder, { calm }));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order.length).toBeGreaterThan(120);
    expect(order.length).toBeLessThan(160);
    const loose = orderOf(heardIn(all, { ...inOrder, isInOrder: undefined }, { calm }));
    expect(loose).not.toEqual(loose.toSorted((a, b) => a - b));
    expect(loose.toSorted((a, b) => a - b)).toEqual(order);
  }
});

test("what rounds and ordered links rolled, named and replayed in calm weather, is the same run", () => {
  const travelling = rounds({ everyTicks: 2, delayMax: 3, againPermille: 200, lostPerMillion: 50_000 });
  let names = 0;
  for (const { schedule: given } of committed())
    for (const weather of [travelling, inOrder]) {
      const schedule = { ...given, weather };
      const run = simulate(bird, schedule, { isRecorded: true, eventsMax: 3_000 });
      if (run.end === "limit") continue;
      names += run.rolled.length;
      expect(hashOf(simulate(bird, { ...schedule, weather: "calm", moves: [...run.rolled, ...schedule.moves] }))).toBe(hashOf(run));
    }
  expect(names).toBeGreaterThan(1_000);
});

test.for<[string, Weather]>([
  ["a shuffled queue", shuffled(1, 20)],
  ["rounds", rounds({ everyTicks: 2, delayMax: 2, againPermille: 200, lostPerMillion: 20_000 })],
  ["ordered links", inOrder],
])("a failure in the weather of %s is shrunk to moves in calm weather", ([, weather]) => {
  const spend = (at: number, node: number, block: number): Move => ({
    ...{ at, kind: "submit", name: block, node },
    operation: { spend: 0, parent: 0, block, amount: 8 } as Plain,
  });
  let shrunk = 0;
  for (let seed = 0; seed < 60 && shrunk < 3; seed++) {
    const schedule: Schedule = {
      config: "short-quorum",
      setup: { nodes: 4, seed: seed.toString(16).padStart(16, "0"), topology: "mesh", faults: 1, delta: 4 },
      weather,
      moves: [spend(0, 0, 1), spend(0, 1, 2)],
      calm: { from: 48, for: 64 },
    };
    const failure = trial(canarySubject, schedule).failures.find(({ property }) => property === "S1");
    if (failure === undefined) continue;
    const { best } = shrink(canarySubject, schedule, failure.identity);
    if (best.weather !== "calm") continue;
    shrunk++;
    expect(best.moves.length).toBeLessThanOrEqual(4);
  }
  expect(shrunk).toBe(3);
});
