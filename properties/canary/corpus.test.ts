import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { check } from "#hunt";
import { loadRepro, replay, reprosIn } from "#lab";
import { canarySubject } from "#spec/canary";

const FOLDER = fileURLToPath(new URL("../../fixtures/repros/canary", import.meta.url));
const files = reprosIn(FOLDER);

test("the corpus is there", () => {
  expect(files.length).toBeGreaterThanOrEqual(5);
});

test.for(files.map((path) => ({ path, name: basename(path) })))("$name comes true again, and its certificate is right", ({ path }) => {
  const reading = loadRepro(path, canarySubject);
  expect(reading).toMatchObject({ kind: "repro" });
  if (reading.kind !== "repro") return;
  const { schedule, certificate } = reading.repro;
  const again = replay(canarySubject, reading.repro);
  expect(again).toMatchObject({ kind: "reproduced", hash: certificate.hash, matched: schedule.moves.length });
  expect(check(canarySubject, schedule, certificate)).toEqual([]);
});
