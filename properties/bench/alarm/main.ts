// No false alarm: what is sound, over a million schedules, on the very grounds on which every one of its mistakes is found.
// node properties/bench/alarm/main.ts canary|register [schedules]
// Without a number it writes reports/baselines/canary.json or register.json. Exits 1 when something falls short.
import { mkdirSync, writeFileSync } from "node:fs";
import type { Subject } from "#hunt";
import { rootOf } from "#hunt";
import { huntInPool } from "#lab";
import type { Hunted } from "#lab";
import { FLOCKS } from "./flocks.ts";

const [name = "canary", count] = process.argv.slice(2);
const { sizes, defects } = FLOCKS[name]!;
const schedules = Number(count ?? 1_000_002);
const MUTANT_RUNS_MAX = 200_000;
const WORKERS = 2;

const hunt = async (subject: Subject, config: string, count: number, property?: string): Promise<Hunted> => {
  const wish = { config, root: rootOf(`no false alarm, ${config}`), count, workers: WORKERS };
  const report = await huntInPool(subject, property === undefined ? wish : { ...wish, property });
  if (report.kind === "refused") throw new Error(`${report.place}: ${report.because}`);
  return report;
};

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** What the sound canary came to on one ground. */
const soundOn = async (nodes: number, subject: Subject) => {
  const { runs, events, unknown, judged, seen, catch: caught } = await hunt(subject, "sound", Math.ceil(schedules / sizes.length));
  const isHeld = caught === undefined && unknown === 0 && judged.every((count) => count > 0) && seen.every((count) => count > 0);
  tell(
    `${isHeld ? "held" : "FELL SHORT"}  n = ${nodes}: ${runs} schedules, ${events} events, ${unknown} unknown, judged ${judged.join(" ")}, seen ${seen.join(" ")}`,
  );
  return {
    nodes,
    runs,
    events,
    unknown,
    judged: nameAll(subject, judged),
    seen: subject.sometimes.map(({ id }, index) => ({ id, runs: seen[index] })),
    isHeld,
  };
};

const nameAll = ({ properties }: Subject, counts: readonly number[]) => properties.map(({ id }, index) => ({ id, judged: counts[index] }));

/** After how many schedules each mistake was found on one ground. */
const mutantsOn = async (nodes: number, subject: Subject) => {
  const found: { readonly defect: string; readonly schedules: number; readonly identity: string }[] = [];
  for (const defect of defects) {
    const { runs, catch: caught } = await hunt(subject, defect, MUTANT_RUNS_MAX);
    if (caught === undefined) tell(`FELL SHORT  n = ${nodes}: ${defect} was not found in ${runs} schedules`);
    else
      found.push({
        defect,
        schedules: runs,
        identity: caught.kind === "finding" ? caught.finding.failure.identity : caught.found.failure.identity,
      });
  }
  tell(
    `n = ${nodes}: ${found.length} of ${defects.length} mistakes found, the rarest after ${Math.max(...found.map((one) => one.schedules))} schedules`,
  );
  return { nodes, found };
};

const sound = [];
const mutants = [];
for (const [nodes, subject] of sizes) {
  mutants.push(await mutantsOn(nodes, subject));
  sound.push(await soundOn(nodes, subject));
}
const isWhole = sound.every(({ isHeld }) => isHeld) && mutants.every(({ found }) => found.length === defects.length);
if (count === undefined) {
  mkdirSync("reports/baselines", { recursive: true });
  const command = `node properties/bench/alarm/main.ts ${name}`;
  writeFileSync(`reports/baselines/${name}.json`, `${JSON.stringify({ command, sound, mutants }, null, 2)}\n`);
}
process.exitCode = isWhole ? 0 : 1;
