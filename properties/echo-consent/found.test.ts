import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate, trial } from "#hunt";
import { seedAt, seedOf } from "#kernel";
import { loadRepro, reprosIn } from "#lab";
import { BUGS } from "#protocols/echo-consent";
import {
  chainsSubject,
  clocksSubject,
  echoConsentSubject,
  fewSubject,
  floodsSubject,
  liarsSubject,
  strangersSubject,
  travellersSubject,
} from "#spec/echo-consent";
import { HUNTED, MISSED, PINNED } from "./hunted.ts";

const HOUSE = join(import.meta.dirname, "../..");
const root = seedOf("0000000000000001");

const repros = reprosIn(join(HOUSE, "fixtures/repros/echo-consent")).flatMap((path) => {
  const reading = loadRepro(path, echoConsentSubject);
  return reading.kind === "repro" ? [reading.repro] : [];
});
const reproOf = (config: string) => repros.find(({ schedule }) => schedule.config === config);

test("every mistake has a hunt of its own, or is said to be missed", () => {
  expect([...HUNTED.map(({ config }) => config), ...MISSED].toSorted()).toEqual(Object.keys(BUGS).toSorted());
});

test("every promise has a mistake that is there to break it", () => {
  const promises = ["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13", "I18", "I19", "S6"];
  const broken = new Set([...HUNTED, ...PINNED].map(({ property }) => property));
  expect(promises.filter((promise) => !broken.has(promise))).toEqual([]);
  expect(echoConsentSubject.properties.map(({ id }) => id).toSorted()).toEqual(promises.toSorted());
});

test.for(HUNTED)("$config breaks $property still, by few moves, and mended it does not", ({ config, property, subject, mended }) => {
  const repro = reproOf(config);
  expect(repro).toMatchObject({ property, expect: "broken" });
  const { schedule } = repro!;
  expect(schedule.moves.length).toBeLessThanOrEqual(MOVES_MAX);
  expect(trial(subject, schedule).failures.map((failure) => failure.property)).toContain(property);
  // The mistake is to blame, not the storm: without it the very same schedule does no harm.
  const failures = trial(subject, { ...schedule, config: mended! }).failures.map((failure) => failure.property);
  expect(failures.filter((one) => one !== DOUBLE_SPEND)).toEqual([]);
});

/** What a reader can hold in mind. */
const MOVES_MAX = 12;
/** Two sets of voters need not meet: no rule set of the original, mended or not, keeps this. */
const DOUBLE_SPEND = "I2";

test.for(PINNED)("under $config two siblings are decided both, and no cure is known", ({ config, property, subject }) => {
  const repro = reproOf(config);
  expect(repro).toMatchObject({ property, expect: "broken" });
  expect(trial(subject, repro!.schedule).failures.map((failure) => failure.property)).toContain(property);
});

test.for(["v0", "v2-core"])("under %s two calls are enough for it, on a perfect network", (config) => {
  const { moves, weather, setup } = reproOf(config)!.schedule;
  expect({ kinds: moves.map(({ kind }) => kind), weather, nodes: setup.nodes, topology: setup.topology }).toEqual({
    kinds: ["submit", "submit"],
    weather: "calm",
    nodes: 12,
    topology: "mesh",
  });
});

const GROUNDS = { echoConsentSubject, liarsSubject, floodsSubject, strangersSubject, chainsSubject, travellersSubject, clocksSubject };
const SETS = ["v0-mended", "v1-mended", "v2-core-mended"];
const MENDED_RUNS = 40;

test.for(Object.entries(GROUNDS).flatMap(([name, subject]) => SETS.map((config) => ({ name, subject, config }))))(
  "$config keeps all else on the ground of $name",
  ({ subject, config }) => {
    const broken = new Set<string>();
    let judged = 0;
    for (let index = 0; index < MENDED_RUNS; index++) {
      const { failures, verdicts } = trial(subject, generate(subject.ground, config, seedAt(root, index)));
      for (const { property } of failures) broken.add(property);
      for (const verdict of verdicts) if (verdict.kind === "held") judged += verdict.judged;
    }
    broken.delete(DOUBLE_SPEND);
    expect([...broken]).toEqual([]);
    expect(judged).toBeGreaterThan(MENDED_RUNS);
  },
);

test("nobody's index leaves the ring where it is wrapped", () => {
  for (let index = 0; index < MENDED_RUNS; index++)
    expect(
      trial(fewSubject, generate(fewSubject.ground, "v0-mended", seedAt(root, index))).failures.map(({ property }) => property),
    ).not.toContain("S6");
});

test("what each mistake took to find is written down, and is within sixty yardsticks", () => {
  const lines = JSON.parse(readFileSync(join(HOUSE, "reports/baselines/echo-consent-bugs.json"), "utf8")) as readonly {
    readonly bug: string;
    readonly yardsticks: number;
    readonly moves: number;
  }[];
  expect(lines.map(({ bug }) => bug)).toEqual([...HUNTED, ...PINNED].map(({ config }) => config));
  expect(lines.filter(({ yardsticks }) => yardsticks > 60)).toEqual([]);
  expect(lines.filter(({ bug, moves }) => reproOf(bug)?.schedule.moves.length !== moves)).toEqual([]);
  expect(repros.map(({ schedule }) => schedule.config).toSorted()).toEqual(lines.map(({ bug }) => bug).toSorted());
});
