import { test } from "vitest";
import { expectBreaks, expectHolds } from "schism/vitest";
import { lockSubject } from "./lock.ts";

test("a lock has one owner, whatever crashes, and has it in time", async () => {
  await expectHolds(lockSubject, { config: "sound", runs: 5_000 });
});

test("a lock whose nodes forget their votes ends with two owners", async () => {
  await expectBreaks(lockSubject, { config: "careless", property: "S1", runs: 5_000 });
});

test("a lock whose nodes say their votes only once may never be had", async () => {
  await expectBreaks(lockSubject, { config: "silent", property: "L1", runs: 5_000 });
});
