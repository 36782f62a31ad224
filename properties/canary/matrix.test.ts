import { expect, test } from "vitest";
import { generate, trial } from "#hunt";
import { seedAt, seedOf } from "#kernel";
import { MUTANTS, mutantSubject } from "./mutants.ts";

const root = seedOf("0000000000000001");
const SEEDS = 3_000;
/** Whether a run repeats is asked of every fourth: it costs two more. */
const RERUN_EVERY = 4;

const configs = ["sound", ...MUTANTS.map(({ config }) => config)];
const properties = [...mutantSubject.properties.map(({ id }) => id), "D1", "D2"];

/** Which promises a configuration broke, among so many seeds. */
const brokenBy = (config: string): ReadonlySet<string> => {
  const broken = new Set<string>();
  for (let index = 0; index < SEEDS; index++) {
    const { failures } = trial(
      mutantSubject,
      generate(mutantSubject.ground, config, seedAt(root, index)),
      index % RERUN_EVERY === 0 ? ["same", "permuted"] : [],
    );
    for (const { property } of failures) broken.add(property);
  }
  return broken;
};

const matrix = new Map(configs.map((config) => [config, brokenBy(config)]));

test("which mutant breaks which promise is written down", async () => {
  const wide = Math.max(...configs.map((config) => config.length));
  const row = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(wide)}  ${cells.map((cell) => cell.padEnd(4)).join("")}`.trimEnd();
  const rows = [...matrix].map(([config, broken]) =>
    row(
      config,
      properties.map((property) => (broken.has(property) ? "x" : "·")),
    ),
  );
  const note = `Broken at least once in ${SEEDS} seeds.`;
  await expect([note, "", row("", properties), ...rows, ""].join("\n")).toMatchFileSnapshot("matrix.txt");
});

test("the sound canary breaks nothing", () => {
  expect([...matrix.get("sound")!]).toEqual([]);
});

test.for(MUTANTS)("the $config canary breaks something", ({ config }) => {
  expect(matrix.get(config)!.size).toBeGreaterThan(0);
});

test.for(mutantSubject.properties)("$id is no decoration: a mutant is there for it, and breaks it", ({ id }) => {
  const own = MUTANTS.filter(({ property }) => property === id);
  expect(own.some(({ config }) => matrix.get(config)!.has(id))).toBe(true);
});
