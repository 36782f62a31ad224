import { expect, test } from "vitest";
import { simulate, simulateAll } from "#kernel";
import type { Move } from "#kernel";
import { ask, quiet, tiny } from "./tiny.ts";

const restart = (at: number, node = 0): Move => ({ at, kind: "restart", node });
const crash = (at: number, inside: "nothing" | number, kept = 0): Move => ({ at, kind: "crash", node: 0, inside, kept });

/** Does one of each effect, in this order: a sync, a copy to each peer, its own copy, an observation, an answer. */
const talker = () => {
  const heard: number[] = [];
  const born: unknown[] = [];
  const protocol = tiny({
    start(self) {
      if (self.now > 0) born.push([...self.disk.journal], self.disk.read("cell") ?? null);
      return { seen: [] };
    },
    submit(_state, { name }, self) {
      self.disk.append("before");
      self.disk.sync();
      self.disk.append("after");
      self.broadcast({ kind: "word" });
      self.disk.write("cell", "spoken");
      self.decide(0, name);
      self.respond(name, "done");
      self.disk.sync();
    },
    receive: (_state, _from, _message, self) => heard.push(self.id as number),
  });
  return { heard, born, protocol };
};

test.for([
  [0, [], [], [[], null]],
  [1, [], [], [["before"], null]],
  [2, [1], [], [["before", "after"], null]],
  [3, [1, 2], [], [["before", "after"], null]],
  [4, [1, 2], [], [["before", "after"], null]],
  [5, [1, 2], ["decide"], [["before", "after"], "spoken"]],
  [6, [1, 2], ["decide", "respond"], [["before", "after"], "spoken"]],
] as const)("a crash inside a handler strikes after its effect %i, and the rest never happens", ([inside, hearers, said, kept]) => {
  const { heard, born, protocol } = talker();
  // All unsynced writes survive, so that what is missing was never written.
  const { history } = simulate(protocol, quiet([crash(1, inside, 99), ask(), restart(9)]));
  expect(heard).toEqual(hearers);
  expect(history.flatMap(({ kind }) => (kind === "decide" || kind === "respond" ? [kind] : []))).toEqual(said);
  expect(born).toEqual(kept);
  expect(history.some(({ kind }) => kind === "invoke")).toBe(false);
});

test("a handler with no crash inside does all it does, its own copy among it", () => {
  const { heard, protocol } = talker();
  const { history } = simulate(protocol, quiet([ask()]));
  expect(heard).toEqual([0, 1, 2]);
  expect(history.map(({ kind }) => kind)).toEqual(["move", "decide", "respond", "invoke", "calm"]);
});

test.for([
  [0, ["synced"]],
  [1, ["synced", "a"]],
  [2, ["synced", "a", "b"]],
  [3, ["synced"]],
  [4, ["synced", "c"]],
  [5, ["synced", "c"]],
  [99, ["synced", "c"]],
] as const)("of the writes not yet synced a prefix of %i survives a crash", ([kept, journal]) => {
  const { born, protocol } = scribe();
  simulate(protocol, quiet([ask(), crash(2, "nothing", kept), restart(3)]));
  expect(born).toEqual([journal, kept >= 5 ? "new" : "old"]);
});

/** Writes to cell and journal, syncs, then appends twice, truncates, appends and overwrites the cell. */
const scribe = () => {
  const born: unknown[] = [];
  const protocol = tiny({
    start(self) {
      if (self.now > 0) born.push([...self.disk.journal], self.disk.read("cell"));
      return { seen: [] };
    },
    submit(_state, _call, self) {
      self.disk.append("synced");
      self.disk.write("cell", "old");
      self.disk.sync();
      self.disk.append("a");
      self.disk.append("b");
      self.disk.truncate(1);
      self.disk.append("c");
      self.disk.write("cell", "new");
    },
  });
  return { born, protocol };
};

test("a crash takes state and timers, and what arrives meanwhile is never heard", () => {
  const seen: string[] = [];
  const protocol = tiny({
    submit(state, { name }, self) {
      state.seen.push(name);
      seen.push(`${self.id} has seen ${JSON.stringify(state.seen)}`);
      if (self.id === 0) self.arm({ kind: "timer" }, 5);
      else self.send(0, { kind: "word" });
    },
    receive: () => seen.push("heard"),
    timeout: () => seen.push("fired"),
  });
  simulate(protocol, quiet([ask(1), crash(2, "nothing"), ask(2, 3, 1), restart(6), ask(3, 7)]));
  expect(seen).toEqual(["0 has seen [1]", "1 has seen [2]", "0 has seen [3]", "fired"]);
});

test("what is in flight to a node that dies and starts again in time arrives", () => {
  const heard: number[] = [];
  const protocol = tiny({
    submit: (_state, _call, self) => self.send(0, { kind: "word" }),
    receive: (_state, _from, _message, self) => heard.push(self.now),
  });
  const weather = { delayTicksMin: 5, delayTicksMax: 5, lossPermille: 0, duplicatePermille: 0 };
  simulate(protocol, quiet([ask(1, 1, 1), crash(2, "nothing"), restart(4)], { weather }));
  expect(heard).toEqual([6]);
});

test("moves that change nothing are told: a call to the dead, a restart of the living, a crash of the dead, one that never strikes", () => {
  const schedule = quiet([restart(1), crash(2, "nothing"), crash(3, "nothing"), ask(1, 4), restart(5), crash(6, 0), crash(7, 0)]);
  expect(simulateAll(tiny({}), schedule).idle).toEqual([0, 2, 3, 5, 6]);
});

test("a call whose handler is cut by a crash and then throws was felt all the same", () => {
  const protocol = tiny({
    submit(_state, _call, self) {
      self.decide(0, 0);
      throw new Error("never happened");
    },
  });
  const run = simulateAll(protocol, quiet([crash(1, 1), ask(), restart(5)]));
  expect(run.idle).toEqual([]);
  expect(run.end).toBe("quiet");
  expect(run.history.map(({ kind }) => kind)).toEqual(["move", "decide", "move", "start", "move", "calm"]);
});
