import { expect, test } from "vitest";
import { findingOf, rootOf, search } from "schism";
import { lockSubject } from "./lock.ts";

const hunt = (config: string) => search(lockSubject, { config, root: rootOf("friday"), from: 0, to: 5_000 });

test("a lock has one owner, whatever crashes", () => {
  const { found, seen } = hunt("sound");
  expect(found).toBeUndefined();
  expect(seen[0]).toBeGreaterThan(0);
});

test("a lock whose nodes forget their votes ends with two owners", () => {
  const { found } = hunt("careless");
  const { failure, repro } = findingOf(lockSubject, found!);
  expect(failure.identity).toBe("S1 conflict honest");
  expect(repro.schedule.moves.length).toBeLessThanOrEqual(5);
});
