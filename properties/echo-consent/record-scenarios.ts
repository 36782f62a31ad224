// Plays the scenarios of the brief and records what came of them: node properties/echo-consent/record-scenarios.ts [NAME ...]
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { numbersMean } from "./scenario-means.ts";
import type { Measured, Row } from "./scenario-means.ts";
import { pageOf } from "./scenario-page.ts";
import { SCENARIOS } from "./scenarios.ts";

const ROOT = join(import.meta.dirname, "../..");
const BASELINE = join(ROOT, "reports/baselines/echo-consent-scenarios");

const measured = (name: string): Row => {
  process.stderr.write(`${name}\n`);
  const path = join(ROOT, "fixtures/scenarios/echo-consent", `${name}.json`);
  const args = [join(ROOT, "src/cli/launch.js"), "measure", path, "--json"];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  const { kept, runs } = JSON.parse(stdout) as Measured;
  return { name, kept, numbers: numbersMean(runs), runs: runs.map(({ seed, hash }) => ({ seed, hash })) };
};

/** What was recorded before stays for those that are not asked for by name. */
const asked = process.argv.slice(2);
const before = existsSync(`${BASELINE}.json`) ? (JSON.parse(readFileSync(`${BASELINE}.json`, "utf8")) as readonly Row[]) : [];
const rows: Row[] = [];
for (const { name } of SCENARIOS) {
  const recorded = before.find((row) => row.name === name);
  rows.push(asked.length === 0 || asked.includes(name) || recorded === undefined ? measured(name) : recorded);
  writeFileSync(`${BASELINE}.json`, `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
}
writeFileSync(`${BASELINE}.md`, pageOf(rows));
if (rows.some(({ kept }) => kept.some(({ isKept }) => !isKept))) process.exitCode = 1;
