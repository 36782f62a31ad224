import { expect, test } from "vitest";
import { simulate, simulateAll } from "#kernel";
import type { Event, Lie, Move, Schedule } from "#kernel";
import { ask, quiet, tiny } from "./tiny.ts";
import type { Tiny } from "./tiny.ts";

const mute: Lie<Tiny> = () => [];
const dead = (node: number): Move => ({ at: 1, kind: "crash", node, inside: "nothing", kept: 0 });
const liar = (node: number): Move => ({ at: 1, kind: "turn", node, lie: "mute" });
const paused = (node: number): Move => ({ at: 1, kind: "pause", node });

const setup = (nodes: number, faults: number, delta = 1): Partial<Schedule> => ({
  setup: { nodes, seed: "0123456789abcdef", topology: "mesh", faults, delta },
});

const coreOf = (history: readonly Event[]) => history.find((event) => event.kind === "calm")?.core;

test.for([
  ["of the dead the lowest start again, until the rest is within the budget", 7, 2, [dead(1), dead(3), dead(4), dead(6)], [0, 1, 2, 3, 5]],
  ["all of the dead start again where there is no budget", 4, 0, [dead(0), dead(3)], [0, 1, 2, 3]],
  ["the dead stay dead as far as the budget goes", 4, 1, [dead(2)], [0, 1, 3]],
  ["liars use up the budget first", 4, 1, [dead(2), liar(3)], [0, 1, 2]],
  ["more liars than the budget allows are still no part of the core", 4, 1, [dead(0), liar(2), liar(3)], [0, 1]],
  ["a liar that is dead stays so", 4, 1, [liar(3), dead(3), dead(1)], [0, 1, 2]],
  ["the paused go on", 4, 1, [paused(1), paused(2)], [0, 1, 2, 3]],
] as const)("the core of the calm: %s", ([, nodes, faults, moves, core]) => {
  const run = simulate(tiny({ lies: { mute } }), quiet(moves, setup(nodes, faults)));
  expect(coreOf(run.history)).toEqual(core);
});

test("a crash that waited for a handler does not strike in the calm", () => {
  const protocol = tiny({
    submit: (_state, _call, self) => self.arm({ kind: "later" }, 35),
    timeout: (_state, _timer, self) => self.send(0, { kind: "word" }),
    receive: (_state, _from, _message, self) => self.decide(0, "heard"),
  });
  const crash: Move = { at: 2, kind: "crash", node: 0, inside: 0, kept: 0 };
  const { history, idle } = simulateAll(protocol, quiet([ask(1, 1, 1), crash]));
  expect(history.at(-1)).toMatchObject({ kind: "decide", node: 0, at: 37 });
  expect(idle).toEqual([1]);
});

test("what is in flight when the calm comes arrives within Δ, and timers stay as they are", () => {
  const heard: string[] = [];
  const protocol = tiny({
    submit(_state, { name }, self) {
      self.arm({ kind: `timer ${name}` }, 8);
      self.send(1, { kind: "word", word: name });
    },
    timeout: (_state, { kind }, self) => heard.push(`${self.now} ${kind}`),
    receive: (_state, _from, { word }, self) => heard.push(`${self.now} word ${word}`),
  });
  const weather = { delayTicksMin: 20, delayTicksMax: 20, lossPermille: 0, duplicatePermille: 0 };
  simulate(protocol, quiet([ask(1, 12), ask(2, 25), ask(3, 29)], { weather, ...setup(3, 0, 4) }));
  expect(heard).toEqual(["20 timer 1", "32 word 1", "33 timer 2", "34 word 2", "34 word 3", "37 timer 3"]);
});

test("in the calm nothing is lost, whatever was cut, and a message takes 1 to Δ ticks, mostly the longest or the shortest way", () => {
  const DELTA = 6;
  const delays: number[] = [];
  const protocol = tiny({
    start(self) {
      self.arm({ kind: "speak" }, 31);
      return { seen: [] };
    },
    timeout(_state, timer, self) {
      self.broadcast({ kind: "word", word: self.now });
      self.arm(timer, 1);
    },
    receive(_state, from, { word }, self) {
      if (from !== self.id) delays.push(self.now - (word as number));
    },
  });
  const weather = { delayTicksMin: 1, delayTicksMax: 1, lossPermille: 1000, duplicatePermille: 0 };
  const moves: Move[] = [
    { at: 1, kind: "cut", from: [0, 1], to: [2], ways: "both" },
    { kind: "fate", message: { from: 0, to: 1, identity: { kind: "word", word: 31 }, nth: 0 }, then: { kind: "drop" } },
  ];
  simulate(protocol, quiet(moves, { weather, calm: { from: 30, for: 400 }, ...setup(3, 0, DELTA) }));
  const share = (ticks: number) => delays.filter((delay) => delay === ticks).length / delays.length;
  expect(delays.length).toBeGreaterThan(390 * 6);
  expect(Math.min(...delays)).toBe(1);
  expect(Math.max(...delays)).toBe(DELTA);
  expect(share(DELTA)).toBeGreaterThan(0.45);
  expect(share(1)).toBeGreaterThan(0.22);
  for (const ticks of [2, 3, 4, 5]) expect(share(ticks)).toBeGreaterThan(0.01);
});

test("liars go on lying in the calm", () => {
  const heard: number[] = [];
  const protocol = tiny({
    submit: (_state, _call, self) => self.arm({ kind: "later" }, 33),
    timeout: (_state, _timer, self) => self.broadcast({ kind: "word" }),
    receive: (_state, _from, _message, self) => heard.push(self.id as number),
    lies: { mute },
  });
  simulate(protocol, quiet([liar(0), ask(1, 1, 0)]));
  expect(heard).toEqual([0]);
});

test("who starts again for the calm says so in the history, before the calm begins", () => {
  const { history } = simulate(tiny({}), quiet([dead(1)]));
  expect(history.map((event) => [event.kind, event.at])).toEqual([
    ["move", 1],
    ["start", 30],
    ["calm", 30],
  ]);
});
