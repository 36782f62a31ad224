import { expect, test } from "vitest";
import { diverge, hashOf, rerun, rerunPermuted, simulate, tell } from "#kernel";
import { bird } from "./bird.ts";
import { committed } from "./committed.ts";
import { ask, quiet, tiny } from "./tiny.ts";

test("a sound run made again, or made again with every Map and Set turned around, does not part from itself", () => {
  for (const { schedule } of committed().filter((run) => run.schedule.config === "sound")) {
    expect(rerun(bird, schedule)).toBeUndefined();
    expect(rerunPermuted(bird, schedule)).toBeUndefined();
  }
});

test("telling everything changes nothing: the hash is that of the plain run", () => {
  for (const { schedule, hash } of committed()) expect(hashOf(tell(bird, schedule).run)).toBe(hash);
});

test("the first event that differs is shown with both lines, both hashes and both states", () => {
  let count = 0;
  const protocol = tiny({
    submit(state, { name }) {
      state.seen.push(name === 3 ? count++ : name);
    },
  });
  const divergence = rerun(protocol, quiet([ask(1, 1), ask(2, 2), ask(3, 3, 1), ask(4, 4)]));
  expect(divergence).toMatchObject({ at: 3, place: { kind: "handler", process: 1, handler: "submit" } });
  const { first, second } = divergence!;
  // The hash does not know yet: it takes states in now and then.
  expect(first.hash).toBe(second.hash);
  expect(first.state).toContain("{ seen: [0] }");
  expect(second.state).toContain("{ seen: [1] }");
  expect(first.line).toContain('handler: "submit"');
  expect(first.line).not.toBe(second.line);
});

test("what a handler says is shown in the handler that says it, not where it arrives", () => {
  let count = 0;
  const protocol = tiny({ submit: (_state, _call, self) => self.send(1, { kind: "word", word: count++ }) });
  const divergence = rerun(protocol, quiet([ask()]))!;
  expect(divergence).toMatchObject({ at: 1, place: { kind: "handler", process: 0, handler: "submit" } });
  expect(divergence.first.line).toContain("word: 0");
  expect(divergence.second.line).toContain("word: 1");
  expect(divergence.first.hash).not.toBe(divergence.second.hash);
});

test("a message that is changed later on is shown as it was said", () => {
  const message = { kind: "word", word: 0 };
  const protocol = tiny({
    submit(_state, _call, self) {
      message.word++;
      self.send(1, message);
    },
  });
  const { first, second } = rerun(protocol, quiet([ask(1, 1)]))!;
  expect([first.line, second.line].map((line) => /word: \d/.exec(line)?.[0])).toEqual(["word: 1", "word: 2"]);
});

test("a disk or a timer that differs shows at once, long before anything comes of it", () => {
  for (const act of ["disk", "timer"]) {
    let count = 0;
    const protocol = tiny({
      submit: (_state, _call, self) => (act === "disk" ? self.disk.append(count++) : self.arm({ kind: "timer" }, 20 + count++)),
    });
    expect(rerun(protocol, quiet([ask()]))).toMatchObject({ at: 1, place: { process: 0, handler: "submit" } });
  }
});

test.for([
  ["the first run panics", 0],
  ["the second run panics", 1],
] as const)("%s: the handler is named, and the side that ended has no line", ([, bad]) => {
  let count = 0;
  const protocol = tiny({
    submit(_state, { name }) {
      if (name === 2 && count++ === bad) throw new Error("now and then");
    },
  });
  const divergence = rerun(protocol, quiet([ask(1), ask(2, 5, 2), ask(3, 6)]))!;
  expect(divergence).toMatchObject({ at: 5, place: { kind: "handler", process: 2, handler: "submit" } });
  expect([divergence.first.line === "", divergence.second.line === ""]).toEqual([bad === 0, bad === 1]);
});

test("a crash that cuts off a handler in one run, where in the other the handler comes to its end, is shown as a move", () => {
  let count = 0;
  const protocol = tiny({
    submit() {
      if (count++ === 0) throw new Error("after the crash");
    },
  });
  const crash = { at: 1, kind: "crash", node: 0, inside: 0, kept: 0 } as const;
  expect(rerun(protocol, quiet([crash, ask()]))).toMatchObject({ at: 1, place: { kind: "move", move: "crash" } });
});

test("two runs of two schedules part where the schedules do", () => {
  const [first, second] = [quiet([ask(1, 1), ask(2, 3)]), quiet([ask(1, 1), ask(2, 4)])].map((schedule) => tell(tiny({}), schedule));
  expect(diverge(first!, second!)).toMatchObject({ at: 3, place: { kind: "handler", handler: "submit" } });
  expect(diverge(first!, first!)).toBeUndefined();
});

test("a permuted rerun finds an accident of order that a plain rerun repeats", () => {
  const protocol = tiny({
    submit(state, { name }, self) {
      const seen = state as unknown as { names: Set<number> };
      seen.names ??= new Set();
      seen.names.add(name);
      if (name === 3) self.decide(0, [...seen.names][0]!);
    },
  });
  const schedule = quiet([ask(1, 1), ask(2, 2), ask(3, 3)]);
  expect(rerun(protocol, schedule)).toBeUndefined();
  expect(rerunPermuted(protocol, schedule)).toMatchObject({ at: 3, place: { handler: "submit" } });
  expect(hashOf(simulate(protocol, schedule))).not.toBe(hashOf(simulate(protocol, schedule, { isPermuted: true })));
});
