import { expect, test } from "vitest";
import type { Event, Plain, Run, Schedule, Timed } from "#kernel";
import { judge, linearizability } from "#oracles";
import type { Verdict } from "#oracles";
import { registers } from "./machines.ts";

const schedule: Schedule = {
  config: "any",
  setup: { nodes: 3, seed: "0000000000000000", topology: "mesh", faults: 1, delta: 1 },
  weather: "calm",
  moves: [],
  calm: { from: 100, for: 100 },
};

const judged = (history: readonly Event[], stepsMax?: number): Verdict => {
  const property = { id: "S8", says: "what clients saw, one register could have shown them", oracle: linearizability(registers, stepsMax) };
  const run: Run = { high: 0, low: 0, history, events: history.length, end: "quiet", rolled: [] };
  return judge([property], schedule, run)[0]!;
};

let tick = 0;
const move = (made: Timed): Event => ({ kind: "move", at: made.at, move: made });
const ask = (name: number, node: number, ...operation: Plain[]): Event => move({ at: tick++, kind: "submit", name, node, operation });
const answer = (call: number, node: number, result: Plain): Event => ({ kind: "respond", node, process: node, at: tick++, call, result });

test("S8: an old value may be read while a write is under way, and no more once that was answered", () => {
  const wrote = [ask(1, 0, "a", "write", 1), ask(2, 1, "a", "read"), answer(2, 1, 0)];
  expect(judged(wrote)).toEqual({ kind: "held", judged: 1 });
  expect(judged([...wrote, answer(1, 0, null)])).toEqual({ kind: "held", judged: 2 });
  const late = judged([...wrote, answer(1, 0, null), ask(3, 2, "a", "read"), answer(3, 2, 0)]);
  expect(late).toMatchObject({ kind: "broken", sort: "misplaced", nodes: [2] });
  expect(late).toHaveProperty(
    "because",
    'node 2 answered call 3, ["a", "read"], with 0, where 1 would fit the answers to call 1, ["a", "write", 1]',
  );
});

test("S8: what was read once is not unread, though the write itself was never answered", () => {
  const read = [ask(1, 0, "a", "write", 1), ask(2, 1, "a", "read"), answer(2, 1, 1), ask(3, 2, "a", "read")];
  expect(judged([...read, answer(3, 2, 1)])).toEqual({ kind: "held", judged: 2 });
  expect(judged([...read, answer(3, 2, 0)])).toMatchObject({ kind: "broken", nodes: [2] });
});

test("S8: of calls that were never answered each may have happened, at any time since, or never", () => {
  const lost = [ask(1, 0, "a", "write", 1), ask(2, 0, "a", "write", 2)];
  for (const seen of [
    [0, 0],
    [0, 1],
    [1, 2],
    [2, 1],
    [0, 2],
  ]) {
    const reads = seen.flatMap((result, place) => [ask(3 + place, 1, "a", "read"), answer(3 + place, 1, result)]);
    expect(judged([...lost, ...reads])).toEqual({ kind: "held", judged: 2 });
  }
  const thrice = [1, 2, 1].flatMap((result, place) => [ask(3 + place, 1, "a", "read"), answer(3 + place, 1, result)]);
  expect(judged([...lost, ...thrice])).toMatchObject({ kind: "broken", nodes: [1] });
});

test("S8: each key has a register of its own", () => {
  const apart = [ask(1, 0, "a", "write", 1), answer(1, 0, null), ask(2, 0, "b", "read"), answer(2, 0, 0)];
  expect(judged(apart)).toEqual({ kind: "held", judged: 2 });
});

test("S8: a client that asks again has asked once, and its first answer counts", () => {
  const again = [ask(1, 0, "a", "write", 1), ask(2, 2, "a", "read"), ask(1, 1, "a", "write", 1), answer(2, 2, 1)];
  expect(judged([...again, answer(1, 0, null), answer(1, 1, null)])).toEqual({ kind: "held", judged: 2 });
});

test("S8: what a liar answers is not held against anybody", () => {
  const lied = [ask(1, 0, "a", "read"), answer(1, 0, 7)];
  expect(judged(lied)).toMatchObject({ kind: "broken", because: 'node 0 answered call 1, ["a", "read"], with 7, where 0 would fit' });
  expect(judged([...lied, move({ at: tick, kind: "turn", node: 0, lie: "mute" })])).toEqual({ kind: "held", judged: 0 });
});

test("S8: only the answers that it takes to contradict are named", () => {
  const busy = Array.from({ length: 20 }, (_, nth) => [ask(10 + nth, 0, "a", "write", nth), answer(10 + nth, 0, null)]).flat();
  const wrong = judged([...busy, ask(1, 1, "a", "read"), answer(1, 1, 18)]);
  expect(wrong).toHaveProperty(
    "because",
    'node 1 answered call 1, ["a", "read"], with 18, where 19 would fit the answers to call 28, ["a", "write", 18] and call 29, ["a", "write", 19]',
  );
});

test("S8: a history that nobody can judge in so many steps is unknown, unless another key is broken", () => {
  const crowd = Array.from({ length: 30 }, (_, nth) => ask(100 + nth, 0, "a", "write", nth));
  const answers = Array.from({ length: 30 }, (_, nth) => answer(100 + nth, 0, null));
  const hopeless = [...crowd, ask(1, 0, "a", "read"), answer(1, 0, 99), ...answers];
  expect(judged(hopeless, 1_000)).toEqual({ kind: "unknown", limit: 'the calls on "a" have no order yet after 1000 steps' });
  expect(judged([...hopeless, ask(2, 1, "b", "read"), answer(2, 1, 5)], 1_000)).toMatchObject({ kind: "broken", nodes: [1] });
});
