import { rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { huntInPool, reprosIn, saveRepro } from "#lab";
import { seedOf } from "#kernel";
import { canarySubject } from "#spec/canary";

/** The mistakes of which a repro is kept, with the promise that each of them breaks. */
const KEPT: readonly (readonly [config: string, property: string])[] = [
  ["short-quorum", "S1"],
  ["hasty", "S1"],
  ["gullible", "S1"],
  ["double-counting", "S1"],
  ["inventive", "S2"],
  ["minting", "S4"],
  ["reborn", "S5"],
  ["fragile", "S6"],
  ["hoarding", "S7"],
  ["forgetful", "L2"],
  ["aloof", "L2"],
];

const FOLDER = fileURLToPath(new URL("../../fixtures/repros/canary", import.meta.url));
const RUNS_MAX = 300_000;

// Run by itself it hunts for each of them, or for those that are named, and puts what it finds in the place of what was there.
const named = process.argv.slice(2);
for (const [config, property] of KEPT.filter(([config]) => named.length === 0 || named.includes(config))) {
  const report = await huntInPool(canarySubject, { config, property, root: seedOf("0000000000000001"), count: RUNS_MAX, workers: 2 });
  if (report.kind === "refused" || report.catch?.kind !== "finding") throw new Error(`${config} ${property}: ${JSON.stringify(report)}`);
  const old = reprosIn(FOLDER).filter((path) => basename(path).startsWith(`${property}-${config}-`));
  for (const path of old) rmSync(path);
  const saved = saveRepro(FOLDER, report.catch.finding.repro);
  process.stdout.write(`${config} ${property}: ${saved.kind === "saved" ? basename(saved.path) : JSON.stringify(saved)}\n`);
}
