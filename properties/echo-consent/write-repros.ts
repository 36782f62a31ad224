import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { findingOf, generate, search, trial } from "#hunt";
import type { Subject } from "#hunt";
import { entryOf, seedAt, seedOf } from "#kernel";
import { reprosIn, saveRepro } from "#lab";
import { HUNTED, PINNED } from "./hunted.ts";
import type { Hunted } from "./hunted.ts";

// Run by itself it hunts for every mistake of echo-consent, or for those that are named, puts what it finds in the place of what was
// there, and with all of them writes down what each took: node properties/echo-consent/write-repros.ts [config…]. Whoever changes the
// hash of a run has to run it again. With --mended it leaves what was found, and holds only the mended rule sets against their grounds anew.
const HOUSE = join(import.meta.dirname, "../..");
const FOLDER = join(HOUSE, "fixtures/repros/echo-consent");
const TABLE = join(HOUSE, "reports/baselines/echo-consent-bugs");
const ROOT = seedOf("0000000000000001");
/** Seeds on which the mended rule set is held against the same ground. */
const MENDED_RUNS = 2_000;

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

interface Line {
  readonly bug: string;
  readonly property: string;
  readonly ground: string;
  readonly schedules: number;
  readonly yardsticks: number;
  readonly moves: number;
  readonly mended: string;
  readonly mendedHolds: number;
}

const lineFor = (hunted: Hunted, unit: number): Line | string => {
  const { config, property, subject, runs, mended } = hunted;
  const before = cpuSeconds();
  const { found, runs: schedules } = search(subject, { config, property, root: ROOT, from: 0, to: runs });
  const yardsticks = (cpuSeconds() - before) / unit;
  if (found === undefined) return `FAILED, for it held in ${schedules} schedules`;
  const { repro } = findingOf(subject, found);
  const saved = saveRepro(FOLDER, repro);
  if (saved.kind === "refused") return `FAILED, for ${saved.place}: ${saved.because}`;
  for (const path of reprosIn(FOLDER)) if (path !== saved.path && isOf(path, config)) rmSync(path);
  return {
    bug: config,
    property,
    ground: subject.source.export,
    schedules,
    yardsticks: Math.round(100 * yardsticks) / 100,
    moves: repro.schedule.moves.length,
    mended: mended ?? "no cure is known",
    mendedHolds: mended === undefined ? 0 : holdsFor(hunted, mended),
  };
};

const isOf = (path: string, config: string): boolean => basename(path).split("-").slice(1, -1).join("-") === config;

/** How many schedules the mended rule set holds the promise on, from the first. */
const holdsFor = ({ property, subject }: Hunted, mended: string): number =>
  entryOf(broken, `${subject.source.export} ${mended}`, () => brokenBy(subject, mended)).get(property) ?? MENDED_RUNS;

/** For each promise that a mended rule set breaks on a ground, the first schedule that shows it: many mistakes are held against the same runs. */
const broken = new Map<string, ReadonlyMap<string, number>>();
const brokenBy = (subject: Subject, mended: string): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  for (let index = 0; index < MENDED_RUNS; index++)
    for (const { property } of trial(subject, generate(subject.ground, mended, seedAt(ROOT, index))).failures)
      if (!first.has(property)) first.set(property, index);
  return first;
};

/** CPU seconds of the yardstick on this machine. */
const measureUnit = (): number => {
  const { stdout } = spawnSync(process.execPath, [join(HOUSE, "properties/bench/yardstick.ts"), "--once"], { encoding: "utf8" });
  return (JSON.parse(stdout) as { readonly cpuSeconds: number }).cpuSeconds;
};

const tableOf = (lines: readonly Line[]): string =>
  [
    "# The bugs of echo-consent, found",
    "",
    "From a seed and the promise alone: the schedule that first broke it, the CPU time until then, and the moves that were left of it. Beside it",
    "the rule set in which that mistake is mended, and on how many schedules of the same ground that kept the promise.",
    "`node properties/echo-consent/write-repros.ts` measures it.",
    "",
    "| bug | breaks | ground | schedules | yardsticks | moves | mended by | which holds on |",
    "|---|---|---|---:|---:|---:|---|---:|",
    ...lines.map(
      ({ bug, property, ground, schedules, yardsticks, moves, mended, mendedHolds }) =>
        `| ${bug} | ${property} | ${ground} | ${schedules} | ${yardsticks} | ${moves} | ${mended} | ${mendedHolds} |`,
    ),
    "",
  ].join("\n");

const linesBefore = (): readonly Line[] =>
  existsSync(`${TABLE}.json`) ? (JSON.parse(readFileSync(`${TABLE}.json`, "utf8")) as readonly Line[]) : [];

/** What was found before, and the mended rule set held against its ground anew. */
const heldAnew = (hunted: Hunted): Line | string => {
  const line = linesBefore().find(({ bug }) => bug === hunted.config);
  if (line === undefined) return "FAILED, for nothing was found before";
  return hunted.mended === undefined ? line : { ...line, mendedHolds: holdsFor(hunted, hunted.mended) };
};

/** Lines of what was measured before stay, each bug has one. */
const record = (line: Line): void => {
  const lines = linesBefore();
  const all = [...HUNTED, ...PINNED].flatMap(({ config }) => (config === line.bug ? [line] : lines.filter(({ bug }) => bug === config)));
  writeFileSync(`${TABLE}.json`, `[\n${all.map((one) => `  ${JSON.stringify(one)}`).join(",\n")}\n]\n`);
  writeFileSync(`${TABLE}.md`, tableOf(all));
};

mkdirSync(FOLDER, { recursive: true });
const isHeldOnly = process.argv.includes("--mended");
const named = process.argv.slice(2).filter((argument) => argument !== "--mended");
const unit = isHeldOnly ? Infinity : measureUnit();
for (const hunted of [...HUNTED, ...PINNED].filter(({ config }) => named.length === 0 || named.includes(config))) {
  const line = isHeldOnly ? heldAnew(hunted) : lineFor(hunted, unit);
  if (typeof line === "string") process.exitCode = 1;
  else record(line);
  process.stdout.write(`${hunted.config} ${hunted.property}: ${typeof line === "string" ? line : JSON.stringify(line)}\n`);
}
