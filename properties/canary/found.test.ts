import { expect, test } from "vitest";
import { check, findingOf, search, subject, trial } from "#hunt";
import { seedOf } from "#kernel";
import { DEFECTS, canary } from "#protocols/canary";
import { canarySubject } from "#spec/canary";
import { MUTANTS, mutantSubject } from "./mutants.ts";

const root = seedOf("0000000000000001");

test("every defect has a hunt of its own", () => {
  expect(MUTANTS.map(({ config }) => config)).toEqual(Object.keys(DEFECTS));
});

test("every promise has a defect that is there to break it", () => {
  const promises = new Set(["S1", "S2", "S3", "S4", "S5", "S6", "S7", "L1", "L2", "D2"]);
  expect(new Set(MUTANTS.map(({ property }) => property))).toEqual(promises);
});

test.for(MUTANTS)("a hunt finds that the $config canary breaks $property, from a seed alone", ({ config, property, runs }) => {
  const { found } = search(mutantSubject, { config, property, root, from: 0, to: runs });
  expect(found).toBeDefined();
  const { repro, failure } = findingOf(mutantSubject, found!);
  expect(repro.schedule.moves.length).toBeLessThanOrEqual(MOVES_MAX);
  expect(failure.property).toBe(property);
  expect(check(mutantSubject, repro.schedule, repro.certificate)).toEqual([]);
  // The defect is to blame, not the storm: without it the very same schedule does no harm.
  expect(trial(canarySubject, { ...repro.schedule, config: "sound" }, ["same", "permuted"]).failures).toEqual([]);
});

/** What a reader can hold in mind. */
const MOVES_MAX = 8;

test("a protocol that remembers something from run to run breaks D1", () => {
  let starts = 0;
  const leaking = subject(import.meta.url, "leaking", {
    protocol: {
      ...canary,
      start(self) {
        self.decide("starts", ++starts);
        return canary.start(self);
      },
    },
    properties: [],
    ground: canarySubject.ground,
  });
  expect(search(leaking, { config: "sound", property: "D1", root, from: 0, to: 1 }).found?.failure.property).toBe("D1");
});
