import fc from "fast-check";
import { expect, test } from "vitest";
import { Commands, Hunted, commands, expectHeld, generate, modelRun, normalFormOf, schedules, trial } from "#hunt";
import { hashOf, seedAt, seedOf } from "#kernel";
import { canarySubject, ledgerModel } from "#spec/canary";

const SEED = 0x5c415;
const root = seedOf("000000000000c0de");

test("the sound canary is the reference ledger, under every storm", () => {
  const list = commands(canarySubject, "sound", ledgerModel);
  let calls = 0;
  const details = fc.check(
    fc.property(list, (moves) => {
      const { run } = modelRun(moves);
      calls += run.history.filter((event) => event.kind === "invoke").length;
    }),
    { numRuns: 2_000, seed: SEED },
  );
  expect(details.failed).toBe(false);
  expect(calls).toBeGreaterThan(2_000);
});

test("a canary that forgets its votes is caught as commands, and shrinks to a few of them", () => {
  const list = commands(canarySubject, "forgetful", ledgerModel);
  const details = fc.check(
    fc.property(list, (moves) => void modelRun(moves)),
    { numRuns: 5_000, seed: SEED },
  );
  expect(details.failed).toBe(true);
  const [moves] = details.counterexample!;
  expect(moves.schedule.moves.length).toBeLessThanOrEqual(5);
  expect(details.numShrinks).toBe(1);
});

test("a canary that invents a block is one that the reference ledger cannot explain", () => {
  const list = commands(canarySubject, "inventive", ledgerModel);
  const seen = new Set<string>();
  const search = fc.property(list, (moves) => {
    const { schedule, subject } = moves;
    for (const { identity } of trial(subject, schedule).failures) seen.add(identity);
  });
  fc.check(search, { numRuns: 500, seed: SEED });
  expect([...seen]).toContain("M1 unexplained honest");
});

test("fast-check's own runner takes the same commands to the same history", () => {
  for (let index = 0; index < 50; index++) {
    const schedule = generate(canarySubject.ground, "sound", seedAt(root, index));
    const moves = new Commands(canarySubject, { ...ledgerModel, may: () => true }, schedule);
    const { model, real } = moves.setup();
    fc.modelRun(() => ({ model, real }), moves);
    real.until(schedule.calm.from);
    real.calm();
    real.until(schedule.calm.from + schedule.calm.for);
    expect(hashOf(real.finish())).toBe(hashOf(modelRun(moves).run));
  }
});

test("whole schedules shrink to the failure they are wanted for, also those that come from a file", () => {
  const found = firstFailing("short-quorum");
  const details = fc.check(
    fc.property(schedules(canarySubject, "short-quorum"), (hunted) => void expectHeld(canarySubject, hunted)),
    { numRuns: 1, seed: SEED, examples: [[new Hunted(found)]] },
  );
  expect(details.failed).toBe(true);
  const [hunted] = details.counterexample!;
  expect(hunted.schedule.moves.length).toBeLessThan(found.moves.length);
  expect(trial(canarySubject, hunted.schedule).failures.map(({ identity }) => identity)).toContain(hunted.wanted);
});

test("shrinking never slips from one bug to another", () => {
  const slipped = [];
  for (let seed = 0; seed < 50; seed++) {
    const wanted: string[] = [];
    const property = fc.property(schedules(canarySubject, "forgetful-and-fragile"), (hunted) => {
      const [first] = trial(canarySubject, hunted.schedule).failures;
      if (first !== undefined && wanted.length === 0) wanted.push(first.identity);
      expectHeld(canarySubject, hunted);
    });
    const { counterexample } = fc.check(property, { numRuns: 2_000, seed });
    const [hunted] = counterexample!;
    const ended = trial(canarySubject, hunted.schedule).failures.map(({ identity }) => identity);
    if (!ended.includes(wanted[0]!)) slipped.push(normalFormOf(hunted.schedule));
  }
  expect(slipped).toEqual([]);
});

const firstFailing = (config: string) => {
  for (let index = 0; ; index++) {
    const schedule = generate(canarySubject.ground, config, seedAt(root, index));
    if (trial(canarySubject, schedule).failures.length > 0) return schedule;
  }
};
