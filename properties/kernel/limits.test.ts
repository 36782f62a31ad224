import { expect, test } from "vitest";
import { fence, hashOf, simulate } from "#kernel";
import type { Handler, Protocol, Self } from "#kernel";
import { ask, quiet, tiny } from "./tiny.ts";
import type { Tiny } from "./tiny.ts";

const EFFECTS_MAX = 100_000;

const fail = (thrown: unknown): never => {
  throw thrown;
};
const boom = (): never => fail(new Error("boom"));

test.for<[Handler, Partial<Protocol<Tiny>>, number]>([
  ["start", { start: boom }, 0],
  ["submit", { submit: boom }, 1],
  ["receive", { submit: (_state, _call, self) => self.send(0, { kind: "word" }), receive: boom }, 1],
  ["timeout", { submit: (_state, _call, self) => self.arm({ kind: "timer" }, 3), timeout: boom }, 4],
  ["probe", { probe: boom }, 40],
])("a handler that throws is a panic, and the panic names it: %s", ([handler, handlers, at]) => {
  const run = simulate(tiny(handlers), quiet([ask()]));
  expect(run.end).toBe("panic");
  expect(run.history.at(-1)).toEqual({ kind: "panic", node: 0, process: 0, at, handler, because: "boom" });
  expect(fence.isArmed).toBe(false);
});

test("after a panic nothing happens any more", () => {
  const seen: number[] = [];
  const protocol = tiny({ submit: (_state, { name }) => (name === 2 ? boom() : seen.push(name)) });
  const run = simulate(protocol, quiet([ask(1), ask(2, 2), ask(3, 3)]));
  expect(seen).toEqual([1]);
  expect(run.history.filter(({ kind }) => kind === "panic")).toHaveLength(1);
});

test("two runs that differ only in a panic at the very end have two hashes", () => {
  expect(hashOf(simulate(tiny({ probe: boom }), quiet([])))).not.toBe(hashOf(simulate(tiny({}), quiet([]))));
});

test.for<[string, unknown, unknown]>([
  [
    "handlers",
    { submit: boom },
    { submit: (_state: unknown, _call: unknown, self: Self<Tiny>) => self.send(0, { kind: "word" }), receive: boom },
  ],
  ["words", { submit: boom }, { submit: () => fail(new Error("bang")) }],
  ["sorts of the engine's errors", { submit: () => fail(new TypeError("a")) }, { submit: () => fail(new RangeError("a")) }],
])("two panics of different %s have two hashes", ([, one, other]) => {
  const hashes = [one, other].map((handlers) => hashOf(simulate(tiny(handlers as Partial<Protocol<Tiny>>), quiet([ask()]))));
  expect(hashes[0]).not.toBe(hashes[1]);
});

test("the engine's own words are not in the hash of a panic, for the next version may put them in other words", () => {
  const hashes = ["a", "b"].map((words) => hashOf(simulate(tiny({ submit: () => fail(new TypeError(words)) }), quiet([ask()]))));
  expect(hashes[0]).toBe(hashes[1]);
});

const later = (async () => boom()) as () => unknown as () => void;

test.for<[Handler, Partial<Protocol<Tiny>>]>([
  ["start", { start: later as never }],
  ["submit", { submit: later }],
  ["receive", { submit: (_state, _call, self) => self.send(0, { kind: "word" }), receive: later }],
  ["timeout", { submit: (_state, _call, self) => self.arm({ kind: "timer" }, 3), timeout: later }],
])("an async handler is a panic, whatever becomes of its promise: %s", ([handler, handlers]) => {
  const run = simulate(tiny(handlers), quiet([ask()]));
  const because = "a handler returned a promise: nothing waits";
  expect(run.history.at(-1)).toMatchObject({ kind: "panic", handler, because });
});

test("an observation that is not plain data is a panic and no event", () => {
  const protocol = tiny({ submit: (_state, _call, self) => self.decide(1, 0.5) });
  const { end, history } = simulate(protocol, quiet([ask()]));
  expect(end).toBe("panic");
  expect(history.some(({ kind }) => kind === "decide")).toBe(false);
});

test("a handler may have as many effects as the limit, its writes included, and one more is a panic", () => {
  const journal: number[] = [];
  const loop = (times: number) =>
    tiny({
      submit(_state, _call, self) {
        for (let count = 0; count < times; count++) self.disk.sync();
        self.disk.append("written after the last of them");
        journal.push(self.disk.journal.length);
      },
    });
  expect(simulate(loop(EFFECTS_MAX), quiet([ask()])).end).toBe("quiet");
  expect(journal).toEqual([1]);
  const run = simulate(loop(EFFECTS_MAX + 1), quiet([ask()]));
  expect(run.history.at(-1)).toMatchObject({ kind: "panic", handler: "submit", because: "one handler had more than 100000 effects" });
});

const slowly = { delayTicksMin: 5, delayTicksMax: 5, lossPermille: 0, duplicatePermille: 0 };

test("a run that comes to its limit of events ends there and is told apart from one that ended well", () => {
  const chatter = tiny({
    submit: (_state, _call, self) => self.send(1, { kind: "word" }),
    receive: (_state, from, message, self) => self.send(from, message),
    probe: () => ({}),
  });
  const run = simulate(chatter, quiet([ask()], { calm: { from: 30, for: 1_000 } }), { eventsMax: 100 });
  expect(run).toMatchObject({ end: "limit", events: 100 });
  expect(run.history.some(({ kind }) => kind === "probe")).toBe(false);
});

test("a run that has too much in flight at once ends there, at whatever it is told is too much", () => {
  const burst = tiny({
    submit(_state, _call, self) {
      for (let word = 0; word < 500; word++) self.send(1, { kind: "word", word });
    },
  });
  const endOf = (dueMax?: number) => simulate(burst, quiet([ask(), ask(2, 2)], { weather: slowly }), { dueMax }).end;
  expect([endOf(), endOf(1_000), endOf(499)]).toEqual(["quiet", "quiet", "limit"]);
});

test("a hundred thousand nodes run like three: who has nothing to do is passed over", () => {
  const nodes = 100_000;
  const heard: number[] = [];
  const relay = tiny({
    submit: (_state, _call, self) => self.send(nodes - 1, { kind: "word", word: 1 }),
    receive(_state, from, { word }, self) {
      heard.push(self.id);
      if (Number(word) < 300) self.send(nodes - 1 - from, { kind: "word", word: Number(word) + 1 });
    },
  });
  const setup = { ...quiet([]).setup, nodes };
  const run = simulate(relay, quiet([ask()], { setup, calm: { from: 1_000, for: 1_000_000_000 } }));
  expect(run.events).toBe(nodes + 1 + 300);
  expect(run.end).toBe("quiet");
  expect(new Set(heard)).toEqual(new Set([nodes - 1, 0]));
});

test.for([
  ["quiet", 3],
  ["over", 100],
] as const)("a run is %s when a timer is due after %i ticks", ([end, after]) => {
  const protocol = tiny({ submit: (_state, _call, self) => self.arm({ kind: "timer" }, after) });
  expect(simulate(protocol, quiet([ask()])).end).toBe(end);
});

test("a timer that was disarmed is nothing left to do", () => {
  const protocol = tiny({
    submit(_state, _call, self) {
      self.arm({ kind: "timer" }, 100);
      self.disarm({ kind: "timer" });
    },
  });
  expect(simulate(protocol, quiet([ask()])).end).toBe("quiet");
});

test("what is not plain data in a state is a panic of its protocol, found when states are hashed", () => {
  const protocol = tiny({ submit: (state) => state.seen.push(0.5) });
  const run = simulate(protocol, quiet([ask()]));
  expect(run.history.filter(({ kind }) => kind === "panic")).toMatchObject([{ node: 0, because: "0.5 is not a safe integer" }]);
});

test("a message to a node that is not there is a panic", () => {
  const protocol = tiny({ submit: (_state, _call, self) => self.send(3, { kind: "word" }) });
  expect(simulate(protocol, quiet([ask()])).end).toBe("panic");
});
