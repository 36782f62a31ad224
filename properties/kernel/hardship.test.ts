import { expect, test } from "vitest";
import { hashOf, simulate, simulateAll } from "#kernel";
import type { Lie, Move, Parts, Schedule, Self, Tagged, ThenTimer, TimerFate, Weather } from "#kernel";
import { ask, quiet, tiny } from "./tiny.ts";
import type { Tiny } from "./tiny.ts";

/** Node 0 tells all what it is asked to say; everybody writes down when and from whom a word came. */
const speaker = (lies: Record<string, Lie<Tiny>> = {}) => {
  const heard: string[] = [];
  const protocol = tiny({
    submit: (_state, { operation }, self) => self.broadcast({ kind: "word", word: operation }),
    receive(_state, from, { word }, self) {
      if (from !== self.id) heard.push(`${self.now} ${from}→${self.id} ${word}`);
    },
    identify: ({ word }) => ["word", word ?? null],
    lies,
  });
  return { heard, protocol };
};

const say = (at: number, word: string, node = 0): Move => ask(at, at, node, word);

const heardIn = (moves: readonly Move[], more: Partial<Schedule> = {}): readonly string[] => {
  const { heard, protocol } = speaker();
  simulate(protocol, quiet(moves, more));
  return heard;
};

test("what a clogged link holds comes all at once when the links heal, in the order in which it was said", () => {
  const clog: Move = { at: 1, kind: "clog", from: [0], to: [1] };
  expect(heardIn([clog, say(1, "a"), say(3, "b"), { at: 9, kind: "heal" }, say(9, "c")])).toEqual([
    ...["2 0→2 a", "4 0→2 b"],
    ...["9 0→1 a", "9 0→1 b"],
    ...["10 0→1 c", "10 0→2 c"],
  ]);
});

test("what is still held when the calm comes, comes with it", () => {
  expect(heardIn([{ at: 1, kind: "clog", from: [0], to: [1, 2] }, say(1, "a")])).toEqual(["30 0→1 a", "30 0→2 a"]);
});

test("a slow node's words, and words to it, take longer until it is itself again", () => {
  const moves: Move[] = [{ at: 1, kind: "slow", node: 1, by: 4 }, say(1, "a"), say(10, "b", 1), { at: 20, kind: "slow", node: 1, by: 0 }];
  expect(heardIn([...moves, say(20, "c")])).toEqual(["2 0→2 a", "6 0→1 a", "15 1→0 b", "15 1→2 b", "21 0→1 c", "21 0→2 c"]);
});

/** Arms one timer for so many ticks at every call, and writes down when it fires, by true time and by the node's own clock. */
const alarm = (ticks: number) => {
  const fired: string[] = [];
  const protocol = tiny({
    submit: (_state, _call, self) => self.arm({ kind: "ring" }, ticks),
    timeout: (_state, _timer, self) => fired.push(`${self.now}`),
  });
  return { fired, protocol };
};

const firedIn = (ticks: number, moves: readonly Move[], weather: Weather = "calm", seed = "0123456789abcdef"): readonly string[] => {
  const { fired, protocol } = alarm(ticks);
  simulate(protocol, quiet(moves, { weather, setup: { nodes: 3, seed, topology: "mesh", faults: 0, delta: 1 } }));
  return fired;
};

test("a clock that jumps shows it, and fires no timer sooner or later", () => {
  expect(firedIn(8, [{ at: 1, kind: "skew", node: 0, by: 100, driftPermille: 0 }, ask(1, 2)])).toEqual(["110"]);
  expect(firedIn(8, [{ at: 1, kind: "skew", node: 0, by: -7, driftPermille: 0 }, ask(1, 2)])).toEqual(["3"]);
});

test("a clock that drifts takes the timers armed from then on with it", () => {
  // At double rate eight of its ticks are four true ones: tick 6, at which it shows 1 + 2 × 5.
  expect(firedIn(8, [{ at: 1, kind: "skew", node: 0, by: 0, driftPermille: 1_000 }, ask(1, 2)])).toEqual(["11"]);
  // At half rate they are sixteen: tick 18.
  expect(firedIn(8, [{ at: 1, kind: "skew", node: 0, by: 0, driftPermille: -500 }, ask(1, 2)])).toEqual(["9"]);
});

test("in the calm clocks run true: what was armed on a slow one fires when it would have on a true one from then on", () => {
  // At half rate forty ticks from tick 20 would last eighty; ten true ones have passed as five when the calm comes at tick 30.
  const { fired, protocol } = alarm(40);
  const ticks: number[] = [];
  const timeout = (): void => void ticks.push(fired.length);
  const schedule = quiet([{ at: 20, kind: "skew", node: 0, by: 0, driftPermille: -500 }, ask(1, 20)], { calm: { from: 30, for: 60 } });
  const { history } = simulate({ ...protocol, timeout: (_s, _t, self) => (timeout(), self.decide("at", self.now)) }, schedule);
  expect(history.flatMap((event) => (event.kind === "decide" ? [event.at] : []))).toEqual([65]);
  expect(ticks).toEqual([0]);
});

const timerFate = (then: ThenTimer, nth: TimerFate["timer"]["nth"] = 0, process = 0): TimerFate => ({
  kind: "timer",
  timer: { process, says: { kind: "ring" }, nth },
  then,
});

test.for([
  [{ kind: "early", by: 3 }, ["7"]],
  [{ kind: "early", by: 50 }, ["3"]],
  [{ kind: "delay", by: 4 }, ["14"]],
  [{ kind: "drop" }, ["30"]],
] as const)(
  "a named timer that is %j fires at %s: never in the tick in which it is armed, and at the latest with the calm",
  ([then, at]) => {
    expect(firedIn(8, [timerFate(then), ask(1, 2)])).toEqual(at);
  },
);

test("the number of a timer counts how often its process armed it, and another process has its own", () => {
  const moves = [timerFate({ kind: "early", by: 2 }, 1), timerFate({ kind: "early", by: 3 }, 0, 1), ask(1, 2), ask(2, 12)];
  expect(firedIn(8, moves)).toEqual(["10", "18"]);
  expect(firedIn(8, [timerFate({ kind: "early", by: 2 }, "every"), ask(1, 2), ask(2, 12)])).toEqual(["8", "18"]);
});

test("in the calm timers fire when they should: a fate that is named for one armed there meets nothing", () => {
  const { fired, protocol } = alarm(8);
  // Fires at tick 36, in the calm, and is armed again there.
  const ringing = {
    ...protocol,
    timeout: (_s: object, timer: Tagged, self: Self<Parts>) => (fired.push(`${self.now}`), self.arm(timer, 8)),
  };
  const schedule = quiet([timerFate({ kind: "drop" }, 1), ask(1, 28)], { calm: { from: 30, for: 20 } });
  expect(simulateAll(ringing, schedule).idle).toEqual([0]);
  expect(fired).toEqual(["36", "44"]);
});

test("a late timer whose node stood still meanwhile comes no sooner in the calm than its node's clock has it", () => {
  const late: readonly Move[] = [timerFate({ kind: "delay", by: 40 }), ask(1, 2), { at: 4, kind: "pause", node: 0 }];
  const schedule = quiet(late, { calm: { from: 30, for: 30 } });
  const { protocol } = alarm(12);
  const { history } = simulate({ ...protocol, timeout: (_s, _t, self) => self.decide("at", self.now) }, schedule);
  // Two of twelve ticks had passed when it stopped: ten are left when it goes on at tick 30.
  expect(history.flatMap((event) => (event.kind === "decide" ? [event.at] : []))).toEqual([40]);
});

test("a fate whose timer is never armed changed nothing", () => {
  const { protocol } = alarm(8);
  expect(simulateAll(protocol, quiet([timerFate({ kind: "drop" }, 3), ask(1, 2)])).idle).toEqual([0]);
});

test("chance for timers, put into names, makes the same run", () => {
  const timers = { earlyPermille: 300, latePermille: 300, dropPermille: 100, byTicksMax: 6 };
  const weather = { delayTicksMin: 1, delayTicksMax: 3, lossPermille: 0, duplicatePermille: 0, timers };
  const sorts = new Set<string>();
  for (let seed = 0; seed < 40; seed++) {
    const { protocol } = alarm(8);
    const schedule = quiet([ask(1, 2), ask(2, 14, 1), ask(3, 15, 2)], { weather });
    const seeded = { ...schedule, setup: { ...schedule.setup, seed: seed.toString(16).padStart(16, "0") } };
    const run = simulate(protocol, seeded, { isRecorded: true });
    for (const move of run.rolled) if (move.kind === "timer") sorts.add(move.then.kind);
    const named = { ...seeded, weather: "calm" as const, moves: [...run.rolled, ...seeded.moves] };
    expect(hashOf(simulate(protocol, named))).toBe(hashOf(run));
  }
  expect(sorts).toEqual(new Set(["early", "delay", "drop"]));
});

test("a client asks again until it has its answer, and then no more", () => {
  const asked: string[] = [];
  const protocol = tiny({
    submit(_state, { name, operation }, self) {
      asked.push(`${self.now} ${self.id} ${name}`);
      if (operation === "answer") self.respond(name, "done");
    },
  });
  const retry = (at: number, node: number, operation: string): Move => ({ at, kind: "retry", name: 1, node, operation });
  const schedule = quiet([ask(1, 1, 0, "think"), retry(3, 1, "think"), retry(5, 2, "answer"), retry(7, 1, "think")]);
  expect(simulateAll(protocol, schedule).idle).toEqual([3]);
  expect(asked).toEqual(["1 0 1", "3 1 1", "5 2 1"]);
});

/** Writes a record at each call, syncs every second one, and says after a restart what it finds. */
const keeper = () => {
  const found: string[] = [];
  const protocol = tiny({
    start(self) {
      found.push(
        [...self.disk.journal, self.disk.read("cell") ?? "-"]
          .map((held) => JSON.stringify(held))
          .join(" ")
          .replaceAll('"', ""),
      );
      return { seen: [] };
    },
    submit(_state, { operation, name }, self) {
      self.disk.append(operation);
      if (operation === "cell") self.disk.write("cell", name);
      if (name % 2 === 0) self.disk.sync();
    },
  });
  return { found, protocol };
};

const foundIn = (moves: readonly Move[]): string | undefined => {
  const { found, protocol } = keeper();
  simulate(
    protocol,
    quiet([...moves, { at: 20, kind: "crash", node: 0, inside: "nothing", kept: 0 }, { at: 21, kind: "restart", node: 0 }]),
  );
  return found.at(-1);
};

const torn = (at: number, kept: number): Move => ({ at, kind: "disk", node: 0, fault: { kind: "torn", kept } });

test("a torn sync makes a prefix last, and the next whole one the rest", () => {
  const writes = [ask(1, 1, 0, "a"), ask(2, 2, 0, "b")];
  expect(foundIn(writes)).toBe("a b -");
  expect(foundIn([torn(1, 1), ...writes])).toBe("a -");
  expect(foundIn([torn(1, 0), ...writes])).toBe("-");
  expect(foundIn([torn(1, 0), ...writes, ask(4, 4, 0, "c")])).toBe("a b c -");
});

test("a stale disk is read once without its last write, which it still holds", () => {
  const stale: Move = { at: 1, kind: "disk", node: 0, fault: { kind: "stale" } };
  const writes = [ask(1, 1, 0, "a"), ask(2, 2, 0, "b")];
  const again: Move[] = [
    { at: 10, kind: "crash", node: 0, inside: "nothing", kept: 0 },
    { at: 11, kind: "restart", node: 0 },
  ];
  expect(foundIn([stale, ...writes])).toBe("a -");
  expect(foundIn([stale, ...writes, ...again])).toBe("a b -");
  expect(foundIn([stale, ask(2, 2, 0, "cell")])).toBe("cell -");
});

test("twins share an id and a key; each hears and is heard by its own part, and starts on a copy of the disk", () => {
  const heard: string[] = [];
  const protocol = tiny({
    start: (self) => ({ seen: [...self.disk.journal] }),
    submit(state, { operation }, self) {
      self.disk.append(operation);
      self.disk.sync();
      self.broadcast(self.sign({ kind: "word", word: `${operation} after ${state.seen.length}` }));
    },
    receive(state, from, message, self) {
      const isTrue = self.verify(message as never);
      if (from !== self.id) heard.push(`${self.now} ${from}→${self.id} ${message.word} ${isTrue}`);
      if (message.word === "relay after 0" && from !== self.id)
        self.broadcast(self.sign({ kind: "word", word: `heard, knows ${state.seen.length}` }));
    },
  });
  const twin: Move = { at: 2, kind: "twin", node: 0, peers: [2] };
  simulate(protocol, quiet([ask(1, 1, 0, "first"), twin, ask(2, 5, 2, "relay")]));
  expect(heard).toEqual([
    ...["2 0→1 first after 0 true", "2 0→2 first after 0 true"],
    // Node 2 speaks to the second, which began with the record of the first; the second is heard by node 2 only.
    ...["6 2→0 relay after 0 true", "6 2→1 relay after 0 true"],
    ...["7 0→2 heard, knows 1 true", "7 1→0 heard, knows 0 true", "7 1→2 heard, knows 0 true"],
  ]);
});

test("nodes made faulty are neither probed nor of the core, and count against the dead that may stay", () => {
  const protocol = tiny({ probe: () => ({ up: 1 }) });
  const setup = { nodes: 5, seed: "0123456789abcdef", topology: "mesh" as const, faults: 2, delta: 1 };
  const moves: Move[] = [
    torn(1, 0),
    { at: 1, kind: "twin", node: 1, peers: [2, 3] },
    { at: 2, kind: "crash", node: 4, inside: "nothing", kept: 0 },
  ];
  const { history } = simulate(protocol, quiet(moves, { setup }));
  expect(history.flatMap((event) => (event.kind === "calm" ? [event.core] : []))).toEqual([[2, 3, 4]]);
  expect(history.flatMap((event) => (event.kind === "probe" ? [event.node] : []))).toEqual([2, 3, 4]);
});

test("a liar may lean on what it said before", () => {
  const { heard, protocol } = speaker({ stale: (message, _to, { earlier }) => [message, ...earlier.slice(0, 1)] });
  simulate(protocol, quiet([{ at: 1, kind: "turn", node: 0, lie: "stale" }, say(1, "a"), say(5, "b")]));
  expect(heard).toEqual(["2 0→1 a", "2 0→2 a", "2 0→2 a", "6 0→1 b", "6 0→1 a", "6 0→2 b", "6 0→2 a"]);
});

test("a timer goes by its node's clock, whenever it was armed: it has as many of its ticks left after a skew as before", () => {
  const fast: Move = { at: 6, kind: "skew", node: 0, by: 0, driftPermille: 1_000 };
  // Four true ticks have passed of twelve when the clock doubles its pace: the other eight last four.
  expect(firedIn(12, [ask(1, 2), fast])).toEqual(["14"]);
  const pause: Move = { at: 7, kind: "pause", node: 0 };
  const schedule = quiet([ask(1, 2), fast, pause], { calm: { from: 30, for: 30 } });
  const { protocol } = alarm(12);
  const { history } = simulate({ ...protocol, timeout: (_s, _t, self) => self.decide("at", self.now) }, schedule);
  // One true tick later, with six of its ticks left, the clock stops; in the calm it goes on, and goes true.
  expect(history.flatMap((event) => (event.kind === "decide" ? [event.at] : []))).toEqual([36]);
});

test.for([0, 1_000, -500])(
  "a clock that is skewed in a pause, by a drift of %i, has counted nothing in it, and its timers have lost nothing",
  (driftPermille) => {
    const { protocol } = alarm(12);
    const moves: Move[] = [ask(1, 2), { at: 4, kind: "pause", node: 0 }, { at: 20, kind: "skew", node: 0, by: 0, driftPermille }];
    const { history } = simulate(
      { ...protocol, timeout: (_s, _t, self) => self.decide("at", self.now) },
      quiet(moves, { calm: { from: 30, for: 30 } }),
    );
    // Two ticks passed before the pause; the other ten begin with the calm.
    expect(history.flatMap((event) => (event.kind === "decide" ? [[event.at, event.value]] : []))).toEqual([[40, 14]]);
  },
);

test("who dies in a pause is not paused when it starts again", () => {
  const { fired, protocol } = alarm(5);
  const moves: Move[] = [
    { at: 1, kind: "pause", node: 0 },
    { at: 3, kind: "crash", node: 0, inside: "nothing", kept: 0 },
    { at: 6, kind: "restart", node: 0 },
    { at: 8, kind: "skew", node: 0, by: 0, driftPermille: 0 },
    ask(1, 10),
  ];
  simulate(protocol, quiet(moves));
  expect(fired).toEqual(["15"]);
});
