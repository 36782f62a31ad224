import { expect, test } from "vitest";
import { check, findingOf, generate, trial } from "#hunt";
import type { Found } from "#hunt";
import type { Schedule, Seed } from "#kernel";
import { seedAt, seedOf } from "#kernel";
import { ASSUMPTIONS as CANARY } from "#protocols/canary";
import { ASSUMPTIONS as REGISTER } from "#protocols/register";
import { countText, sentence } from "#report";
import { ROWS } from "./table.ts";
import type { Row } from "./table.ts";

/** A hunt that usually takes so many runs is given up after ten times as many. */
const FOUND_WITHIN = 10;
/** Without the hardship five times as many must hold: with it, so many would find nothing in one hunt of 150. And never few. */
const HELD_FOR = 5;
const HELD_MIN = 2_000;
/** The sound rules have hunts of their own, on all of the ground. */
const SOUND_FOR = 2;
/** What a reader can hold in mind. */
const MOVES_MAX = 8;

test("every assumption has a hardship that proves it wrong", () => {
  const assumptions = [...Object.keys(CANARY), ...Object.keys(REGISTER)];
  expect(new Set(ROWS.map(({ config }) => config))).toEqual(new Set(assumptions));
});

test.for(ROWS)("$hardship: it finds that the $config rules break $property, and nothing milder does", (row) => {
  const { hardship, subject, config, property, usual } = row;
  const found = hunt(row, FOUND_WITHIN * usual);
  expect(found).toBeDefined();
  const finding = findingOf({ ...subject, ground: row.ground }, found!);
  const { schedule, certificate } = finding.repro;
  process.stdout.write(`\n${hardship}, ${config}, schedule ${found!.index}: ${sentence(subject, finding)}\n`);
  expect(finding.failure.property).toBe(property);
  expect(schedule.moves.filter(row.isIt)).not.toEqual([]);
  expect(schedule.moves.length).toBeLessThanOrEqual(MOVES_MAX);
  expect(check(subject, schedule, certificate)).toEqual([]);
  // Not the hardship alone is to blame: rules that take nothing for granted bear the very same schedule.
  expect(trial(subject, { ...schedule, config: "sound" }, ["same", "permuted"]).failures).toEqual([]);

  const runs = Math.max(HELD_MIN, HELD_FOR * usual);
  expect(firstOpen(row, "milder", config, runs)).toBeUndefined();
  expect(firstOpen(row, "ground", "sound", SOUND_FOR * usual)).toBeUndefined();
  process.stdout.write(`  without it ${config} held in ${countText(runs, "schedule")}; left out: ${row.lacks}\n`);
});

/** The first run that breaks what is looked for. */
const hunt = (row: Row, runs: number): Found | undefined => {
  for (let index = 0; index < runs; index++) {
    const schedule = scheduleOf(row, "ground", row.config, seedAt(FINDING, index));
    const failure = trial(row.subject, schedule).failures.find(({ property }) => property === row.property);
    if (failure !== undefined) return { index, schedule, failure };
  }
  return undefined;
};

/** The first run of which not every promise held: one that could not be judged to its end did not. */
const firstOpen = (row: Row, of: Which, config: string, runs: number): Schedule | undefined => {
  for (let index = 0; index < runs; index++) {
    const schedule = scheduleOf(row, of, config, seedAt(HOLDING, index));
    if (trial(row.subject, schedule).verdicts.some(({ kind }) => kind !== "held")) return schedule;
  }
  return undefined;
};

const FINDING = seedOf("0000000000000001");
const HOLDING = seedOf("00000000000050bd");

type Which = "ground" | "milder";

const scheduleOf = (row: Row, of: Which, config: string, seed: Seed): Schedule => {
  const schedule = generate(row[of], config, seed);
  return row.tempered === undefined ? schedule : row.tempered[of](schedule);
};
