import { rmSync } from "node:fs";
import { basename, join } from "node:path";
import { seedOf } from "#kernel";
import { huntInPool, reprosIn, saveRepro } from "#lab";
import { canarySubject } from "#spec/canary";
import { MUTANTS } from "./mutants.ts";
import type { Mutant } from "./mutants.ts";

// Run by itself it hunts for every mistake of the canary, or for those that are named, and puts what it finds in the place of what
// was there: node properties/canary/write-repros.ts [config…]. Whoever changes the hash of a run has to run it again.
const FOLDER = join(import.meta.dirname, "../../fixtures/repros/canary");
const ROOT = seedOf("0000000000000001");
const WORKERS = 2;

const say = (text: string): void => void process.stdout.write(text);

const write = async ({ config, property, runs }: Mutant): Promise<string> => {
  const report = await huntInPool(canarySubject, {
    config,
    property,
    root: ROOT,
    count: runs,
    workers: WORKERS,
    onProgress: ({ runs: done, of }) => process.stdout.isTTY && say(`\r${config} ${property}: ${done} of ${of} schedules `),
    onDelay: (sentence) => say(`${sentence}\n`),
  });
  if (report.kind === "refused") return `FAILED, for ${report.place}: ${report.because}`;
  if (report.catch === undefined) return `FAILED, for it held in ${report.runs} schedules`;
  if (report.catch.kind === "unshrunk") return `FAILED, for ${report.catch.because}`;
  const saved = saveRepro(FOLDER, report.catch.finding.repro);
  if (saved.kind === "refused") return `FAILED, for ${saved.place}: ${saved.because}`;
  for (const path of reprosIn(FOLDER)) if (path !== saved.path && basename(path).split("-").slice(1, -1).join("-") === config) rmSync(path);
  return `${basename(saved.path)}, schedule ${report.runs}`;
};

const named = process.argv.slice(2);
for (const mutant of MUTANTS.filter(({ config }) => named.length === 0 || named.includes(config))) {
  const end = await write(mutant);
  if (end.startsWith("FAILED")) process.exitCode = 1;
  say(`${process.stdout.isTTY ? "\r" : ""}${mutant.config} ${mutant.property}: ${end}\n`);
}
