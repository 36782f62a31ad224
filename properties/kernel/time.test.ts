import { expect, test } from "vitest";
import { simulate } from "#kernel";
import type { Self } from "#kernel";
import { ask, quiet, tiny } from "./tiny.ts";
import type { Tiny } from "./tiny.ts";

/** Arms timers at a call, and writes down when they fire. */
const alarms = (act: (self: Self<Tiny>) => void) => {
  const fired: string[] = [];
  const protocol = tiny({
    submit: (_state, _call, self) => act(self),
    timeout: (_state, { kind }, self) => fired.push(`${self.now} ${kind}`),
  });
  return { fired, protocol };
};

test("a timer armed with 0 fires at the next tick", () => {
  const { fired, protocol } = alarms((self) => self.arm({ kind: "now" }, 0));
  simulate(protocol, quiet([ask()]));
  expect(fired).toEqual(["2 now"]);
});

test("arming an equal timer moves it, arming another leaves it alone, disarming ends it", () => {
  const { fired, protocol } = alarms((self) => {
    self.arm({ kind: "moved" }, 3);
    self.arm({ kind: "moved" }, 7);
    self.arm({ kind: "other" }, 3);
    self.arm({ kind: "gone" }, 3);
    self.disarm({ kind: "gone" });
  });
  simulate(protocol, quiet([ask()]));
  expect(fired).toEqual(["4 other", "8 moved"]);
});

test("a timer that has fired can be armed again", () => {
  const fired: number[] = [];
  const protocol = tiny({
    submit: (_state, _call, self) => self.arm({ kind: "again" }, 5),
    timeout(_state, timer, self) {
      fired.push(self.now);
      if (fired.length < 3) self.arm(timer, 5);
    },
  });
  simulate(protocol, quiet([ask()]));
  expect(fired).toEqual([6, 11, 16]);
});

test("timers beyond the ring of the agenda fire at their ticks and in their order", () => {
  const delays = [200, 63, 64, 65, 1, 128, 127, 129, 64, 500];
  const { fired, protocol } = alarms((self) => delays.forEach((delay, place) => self.arm({ kind: `${place}` }, delay)));
  // Long after anything else was due, so that the agenda has jumped there.
  simulate(protocol, quiet([ask(1, 777)], { calm: { from: 1300, for: 10 } }));
  const expected = delays.map((delay, place) => ({ at: 777 + delay, place })).sort((a, b) => a.at - b.at || a.place - b.place);
  expect(fired).toEqual(expected.map(({ at, place }) => `${at} ${place}`));
});

test("what was planned for a tick from afar comes before what was planned for it from near", () => {
  const fired: string[] = [];
  const protocol = tiny({
    submit: (_state, _call, self) => self.arm({ kind: `planned at ${self.now}` }, 200 - self.now),
    timeout: (_state, { kind }, self) => fired.push(`${self.now} ${kind}`),
  });
  const ticks = [1, 100, 135, 136, 137, 138, 198];
  simulate(
    protocol,
    quiet(
      ticks.map((at, place) => ask(place, at, place % 3)),
      { calm: { from: 300, for: 10 } },
    ),
  );
  expect(fired).toEqual(ticks.map((at) => `200 planned at ${at}`));
});

test("moves are made before all else in their tick, in the order of the list", () => {
  const heard: string[] = [];
  const protocol = tiny({
    submit(_state, { name }, self) {
      heard.push(`${self.now} asked ${name}`);
      self.send(1, { kind: "word", word: name });
    },
    receive: (_state, _from, { word }, self) => heard.push(`${self.now} heard ${word}`),
  });
  simulate(protocol, quiet([ask(1, 1), ask(3, 2), ask(2, 2)]));
  expect(heard).toEqual(["1 asked 1", "2 asked 3", "2 asked 2", "2 heard 1", "3 heard 3", "3 heard 2"]);
});

test("a node's copy of its own broadcast arrives in the same tick, after the handler, whatever the weather and the cuts", () => {
  const heard: string[] = [];
  const protocol = tiny({
    submit(_state, _call, self) {
      self.broadcast({ kind: "word" });
      heard.push(`${self.now} handler is through`);
    },
    receive: (_state, from, _message, self) => heard.push(`${self.now} ${self.id} heard ${from}`),
  });
  const storm = { delayTicksMin: 5, delayTicksMax: 5, lossPermille: 1000, duplicatePermille: 1000 };
  simulate(protocol, quiet([{ at: 1, kind: "cut", from: [0], to: [0, 1, 2], ways: "both" }, ask()], { weather: storm }));
  expect(heard).toEqual(["1 handler is through", "1 0 heard 0"]);
});

test("a pause stops the node's clock: its timers move by the length of the pause, and what arrived is heard in order", () => {
  const seen: string[] = [];
  const protocol = tiny({
    submit(_state, { name }, self) {
      if (self.id === 0) self.arm({ kind: "timer" }, 5);
      else self.send(0, { kind: "word", word: name });
    },
    receive: (_state, _from, { word }, self) => seen.push(`word ${word} at ${self.now}`),
    timeout: (_state, _timer, self) => seen.push(`timer at ${self.now}`),
  });
  const pause = [{ at: 4, kind: "pause", node: 0 } as const, { at: 14, kind: "resume", node: 0 } as const];
  const run = simulate(protocol, quiet([ask(1, 1), pause[0]!, ask(2, 5, 1), ask(3, 8, 2), pause[1]!]));
  // By its own clock ten ticks have not been: the timer was due at 6, which is tick 16 of the world.
  expect(seen).toEqual(["word 2 at 4", "word 3 at 4", "timer at 6"]);
  expect(run.end).toBe("quiet");
});

test("a timer that fell due during the pause fires when its node has had the ticks it was armed for", () => {
  const { fired, protocol } = alarms((self) => self.arm({ kind: "timer" }, 2));
  simulate(protocol, quiet([ask(1, 1), { at: 3, kind: "pause", node: 0 }, { at: 20, kind: "resume", node: 0 }]));
  expect(fired).toEqual(["3 timer"]);
});
