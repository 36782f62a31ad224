import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import type { Source } from "#hunt";
import { findSource, inspectApart, loadRepro, reprosIn } from "#lab";
import { canarySubject } from "#spec/canary";
import { echoConsentSubject } from "#spec/echo-consent";
import { registerSubject } from "#spec/register";

const FOLDER = join(import.meta.dirname, "../../fixtures/repros");
/** The subjects that repros know by name; all others say where they are. */
const KNOWN: Readonly<Record<string, Source>> = {
  canary: canarySubject.source,
  "echo-consent": echoConsentSubject.source,
  register: registerSubject.source,
};
const files = reprosIn(FOLDER).map((path) => ({ path, name: relative(FOLDER, path) }));

test("the corpus is there", () => {
  expect(files.length).toBeGreaterThanOrEqual(5);
});

test.for(files)("$name comes true again in a process of its own, to the same hash, and its certificate is right", async ({ path }) => {
  const reading = loadRepro(path);
  expect(reading).toMatchObject({ kind: "repro" });
  if (reading.kind !== "repro") return;
  const { subject, expect: expected, unshrunk, schedule, certificate } = reading.repro;
  const place = findSource(subject, dirname(path), KNOWN);
  expect(place).toMatchObject({ kind: "source" });
  if (place.kind !== "source") return;
  const seen = await inspectApart(readFileSync(path, "utf8"), place.source);
  // What takes its process with it comes true by that: nothing is left to look at.
  if (unshrunk !== undefined && seen.kind === "lost") return expect(seen.identity).toBe(certificate.identity);
  const outcome = expected === "held" ? "held" : certificate.identity;
  const moves = schedule.moves.length;
  expect(seen).toMatchObject({ replay: { kind: "reproduced", outcome, matched: moves, moves }, shown: { wrong: [] } });
});
