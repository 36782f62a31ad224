import { expect, test } from "vitest";
import { expectBreaks, expectHolds } from "schism/vitest";
import { commitSubject } from "./commit.ts";

test("a transaction ends for all alike, whatever crashes, and in time", { timeout: 120_000 }, async () => {
  await expectHolds(commitSubject, { config: "sound", runs: 5_000 });
});

test.for([
  ["lax", "S2", "a majority commits what somebody voted against"],
  ["hasty", "S1", "what is said before it is written may end otherwise"],
  ["silent", "L1", "who misses how it ended may wait for ever"],
] as const)("%s breaks %s: %s", { timeout: 120_000 }, async ([config, property]) => {
  const { repro } = await expectBreaks(commitSubject, { config, property, runs: 5_000 });
  expect(repro.property).toBe(property);
});
