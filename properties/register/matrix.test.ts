import { expect, test } from "vitest";
import { generate, trial } from "#hunt";
import { seedAt, seedOf } from "#kernel";
import { registerSubject } from "#spec/register";
import { MUTANTS } from "./mutants.ts";

const root = seedOf("0000000000000001");
const SEEDS = 2_000;
/** A deposed leader is rare: whoever hunts for it needs ten thousand. */
const SEEDS_DEPOSED = 20_000;
/** Whether a run repeats is asked of every fourth: it costs two more. */
const RERUN_EVERY = 4;

const configs = ["sound", ...MUTANTS.map(({ config }) => config)];
const properties = [...registerSubject.properties.map(({ id }) => id), "D1", "D2"];

/** Which promises a configuration broke, among so many seeds. */
const brokenBy = (config: string): ReadonlySet<string> => {
  const broken = new Set<string>();
  const seeds = config === "deposed" ? SEEDS_DEPOSED : SEEDS;
  for (let index = 0; index < seeds; index++) {
    const reruns = index < SEEDS && index % RERUN_EVERY === 0 ? (["same", "permuted"] as const) : [];
    const { failures } = trial(registerSubject, generate(registerSubject.ground, config, seedAt(root, index)), reruns);
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
  const note = `Broken at least once in ${SEEDS} seeds (${SEEDS_DEPOSED} where deposed).`;
  await expect([note, "", row("", properties), ...rows, ""].join("\n")).toMatchFileSnapshot("matrix.txt");
});

test("the sound register breaks nothing", () => {
  expect([...matrix.get("sound")!]).toEqual([]);
});

test.for(MUTANTS)("the $config register breaks $property", ({ config, property }) => {
  expect(matrix.get(config)!.has(property)).toBe(true);
});
