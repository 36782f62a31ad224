import { expect, test } from "vitest";
import { check, findingOf, trial } from "#hunt";
import type { Found } from "#hunt";
import type { Move, Schedule } from "#kernel";
import { findingText } from "#report";
import { lampSubject } from "./lamp.ts";

/** So many calls on a lamp: lit at the end when they are odd, and one call is enough. */
const foundWith = (calls: number): Found => {
  const moves = Array.from({ length: calls }, (_, at): Move => ({ at, kind: "submit", name: at + 1, node: 0, operation: null }));
  const setup = { nodes: 1, seed: "0000000000000000", topology: "mesh", faults: 0, delta: 1 } as const;
  const schedule: Schedule = { config: "plain", setup, weather: "calm", moves, calm: { from: calls, for: 8 } };
  return { index: 0, schedule, failure: trial(lampSubject, schedule).failures[0]! };
};

const textOf = (finding: ReturnType<typeof findingOf>): string =>
  findingText(lampSubject, finding, { path: "lamp.json", command: "hunt lamp.json" });

test("a finding tells when the budget ran out before all was tried", () => {
  const cut = findingOf(lampSubject, foundWith(9), 1);
  expect(cut.isSpent).toBe(true);
  expect(cut.executions).toBe(1);
  expect(textOf(cut)).toContain("in 1 execution, all it may have: there may be a smaller one");
  const whole = findingOf(lampSubject, foundWith(9));
  expect(whole.isSpent).toBe(false);
  expect(textOf(whole)).not.toContain("there may be a smaller one");
});

test("the certificate of what was left too long has an end, and claims no more than it lists", () => {
  const calls = 151;
  const finding = findingOf(lampSubject, foundWith(calls), 0);
  const { schedule, certificate } = finding.repro;
  const removals = calls + (calls * (calls - 1)) / 2;
  expect(certificate.without).toHaveLength(5_050);
  expect(textOf(finding)).toContain(`certified  not proven minimal, for there are more; 5,050 removals`);
  expect(check(lampSubject, schedule, certificate)).toContain(
    `of ${removals - 5_050} removals nothing is said, first of that of 37 and 53`,
  );
});
