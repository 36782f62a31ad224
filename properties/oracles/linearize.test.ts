import { expect, test } from "vitest";
import { Dice } from "#adversary";
import type { Plain } from "#kernel";
import { linearize } from "#oracles";
import type { Machine, Witnessed } from "#oracles";
import { spoilt, witness } from "./histories.ts";
import type { Crowd } from "./histories.ts";
import { counted, queue, register } from "./machines.ts";
import { isLinearizable } from "./naive.ts";

const EACH = 2_500;
const TRIED_MAX = 4 * EACH;
const STEPS_MAX = 100_000;

const ofRegister: Crowd["operation"] = (dice, nth) =>
  dice.pick<Plain>([["read"], ["read"], ["write", nth], ["exchange", dice.below(nth + 1), nth]]);
const ofQueue: Crowd["operation"] = (dice, nth) => dice.pick<Plain>([["put", nth], ["take"]]);

const machines: readonly { readonly name: string; readonly machine: Machine<Plain>; readonly operation: Crowd["operation"] }[] = [
  { name: "register", machine: register as Machine<Plain>, operation: ofRegister },
  { name: "queue", machine: queue as Machine<Plain>, operation: ofQueue },
];

test.for(machines)(
  "the search agrees with every permutation on 5,000 histories of a $name, half of them broken",
  ({ machine, operation }) => {
    const dice = new Dice(0x5eed);
    const judged = { ordered: 0, stuck: 0, unknown: 0 };
    for (let tried = 0; judged.ordered < EACH || judged.stuck < EACH; tried++) {
      // Of those that were spoilt many are still in order, and those are the hard ones to tell.
      expect(tried).toBeLessThan(TRIED_MAX);
      const crowd = { clients: 1 + dice.below(4), calls: 1 + dice.below(7), unansweredPercent: dice.pick([0, 20, 40]), operation };
      const worked = witness(machine, dice, crowd);
      const calls = judged.stuck < EACH ? spoilt(worked, dice) : worked;
      const { kind } = linearize(machine, calls, STEPS_MAX);
      if (kind !== (isLinearizable(machine, calls) ? "ordered" : "stuck")) expect.unreachable(`${kind}: ${JSON.stringify(calls)}`);
      judged[kind]++;
    }
  },
);

test("what a machine showed is in order, however long it went on; what it never held is not", () => {
  const dice = new Dice(0x10c6);
  for (let tried = 0; tried < 200; tried++) {
    const crowd = { clients: 6, calls: 40 + dice.below(160), unansweredPercent: dice.pick([0, 2]), operation: ofRegister };
    const calls = witness(register, dice, crowd);
    const read = { operation: ["read"], asked: dice.pick(calls).asked, answer: { at: Infinity, result: -1 } };
    expect(linearize(register, calls, STEPS_MAX).kind).toBe("ordered");
    expect(linearize(register, [read, ...calls], STEPS_MAX)).toMatchObject({ kind: "stuck", call: 0 });
  }
});

/** So many writers at once, and a reader who read what nobody wrote: every order of the writers would have to be looked at. */
const hopeless = (writers: number): Witnessed[] => [
  ...Array.from({ length: writers }, (_, nth) => ({
    operation: ["exchange", nth, nth + 1],
    asked: nth,
    answer: { at: 1_000 + nth, result: nth % 2 === 0 },
  })),
  { operation: ["read"], asked: 999, answer: { at: 2_000, result: -1 } },
];

test.for([1, 1_000, 50_000])("a hopeless history is unknown after %i steps, and not one later", (stepsMax) => {
  const { machine, steps } = counted(register);
  expect(linearize(machine, hopeless(40), stepsMax)).toEqual({ kind: "unknown", steps: stepsMax });
  expect(steps()).toBe(stepsMax);
});

test("two orders that lead to one state are followed once", () => {
  // Twelve calls can be ordered in 479,001,600 ways. They make 4,096 sets, and each is left by at most twelve calls.
  const writers = Array.from({ length: 12 }, (_, nth) => ({
    operation: ["write", 7],
    asked: nth,
    answer: { at: 1_000 + nth, result: null },
  }));
  const reader = { operation: ["read"], asked: 2_000, answer: { at: 2_001, result: 8 } };
  const { kind, steps } = linearize(register, [...writers, reader], STEPS_MAX);
  expect(kind).toBe("stuck");
  expect(steps).toBeLessThanOrEqual(4_096 * 12);
});

test("calls that were never answered make a search longer, and not hopeless", () => {
  const lost = Array.from({ length: 20 }, (_, nth): Witnessed => ({ operation: ["write", nth + 1], asked: nth, answer: undefined }));
  const reads = [5, 3, 9, 3].map((result, nth) => ({ operation: ["read"], asked: 100 + 2 * nth, answer: { at: 101 + 2 * nth, result } }));
  const { kind, steps } = linearize(register, [...lost, ...reads], STEPS_MAX);
  expect(kind).toBe("stuck");
  // Of a million sets of them it looks at those of which a reader may have heard.
  expect(steps).toBeLessThan(20_000);
});

test("of two unanswered calls that lead to one state, the one that is spared may be the one that is needed", () => {
  const answered = (operation: Plain, asked: number, result: Plain): Witnessed => ({ operation, asked, answer: { at: asked + 1, result } });
  const seen = [answered(["read"], 10, 1), answered(["write", 2], 20, null), answered(["read"], 30, 1)];
  const write = { operation: ["write", 1], asked: 0, answer: undefined };
  const exchange = { operation: ["exchange", 0, 1], asked: 1, answer: undefined };
  for (const lost of [
    [write, exchange],
    [exchange, { ...write, asked: 2 }],
  ])
    expect(linearize(register, [...lost, ...seen], STEPS_MAX).kind).toBe("ordered");
  expect(linearize(register, [exchange, ...seen], STEPS_MAX).kind).toBe("stuck");
  expect(linearize(register, [write, ...seen], STEPS_MAX).kind).toBe("stuck");
});
