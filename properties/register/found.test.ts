import { expect, test } from "vitest";
import { check, findingOf, search, trial } from "#hunt";
import { seedOf } from "#kernel";
import { replay } from "#lab";
import { DEFECTS } from "#protocols/register";
import { sentence } from "#report";
import { registerSubject } from "#spec/register";
import { MUTANTS } from "./mutants.ts";

const root = seedOf("0000000000000001");

test("every defect has a hunt of its own", () => {
  expect(MUTANTS.map(({ config }) => config)).toEqual(Object.keys(DEFECTS));
});

test("every promise has a defect that is there to break it", () => {
  expect(registerSubject.properties.map(({ id }) => id)).toEqual(["S6", "S8", "L3"]);
  expect(new Set(MUTANTS.map(({ property }) => property))).toEqual(new Set(["S6", "S8", "L3"]));
});

test.for(MUTANTS)("a hunt finds that the $config register breaks $property, from a seed alone", ({ config, property, runs }) => {
  const { found, runs: taken } = search(registerSubject, { config, property, root, from: 0, to: runs });
  expect(found).toBeDefined();
  const finding = findingOf(registerSubject, found!);
  const { repro, failure } = finding;
  process.stdout.write(`\n${config}, found in schedule ${taken}: ${sentence(registerSubject, finding)}\n`);
  expect(repro.schedule.moves.length).toBeLessThanOrEqual(MOVES_MAX);
  expect(failure.property).toBe(property);
  expect(check(registerSubject, repro.schedule, repro.certificate)).toEqual([]);
  expect(replay(registerSubject, repro)).toMatchObject({
    kind: "reproduced",
    because: repro.because,
    matched: repro.schedule.moves.length,
  });
  // The defect is to blame, not the storm: without it the very same schedule does no harm.
  expect(trial(registerSubject, { ...repro.schedule, config: "sound" }, ["same", "permuted"]).failures).toEqual([]);
});

/** What a reader can hold in mind. */
const MOVES_MAX = 8;
