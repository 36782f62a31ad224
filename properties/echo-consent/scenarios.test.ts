import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CONFIGS, numberOf, rehearse } from "#protocols/echo-consent";
import { describe, expect, test } from "vitest";
import { scenarioText } from "./scenario-text.ts";
import type { Told } from "./scenario-text.ts";
import { SCENARIOS } from "./scenarios.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDER = join(ROOT, "fixtures/scenarios/echo-consent");
const textOf = (name: string): string => readFileSync(join(FOLDER, `${name}.json`), "utf8");
const files = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));

/** What the command line thinks of each scenario that it reads, in a process of its own: nothing here sees the command line from inside. */
const READING = `
import { readFileSync } from "node:fs";
import { scenarioIn } from "./src/cli/scenario.ts";
const wrong = process.argv.slice(1).filter((path) => "issue" in scenarioIn(JSON.parse(readFileSync(path, "utf8"))));
console.log(JSON.stringify(wrong));
`;
const unread = (paths: readonly string[]): unknown => {
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", READING, ...paths], { cwd: ROOT, encoding: "utf8" });
  return JSON.parse(stdout);
};

test("every scenario can be read", () => {
  expect(unread(files.map((name) => join(FOLDER, `${name}.json`)))).toEqual([]);
});

test("what is no scenario is noticed", () => {
  const path = join(ROOT, "package.json");
  expect(unread([path])).toEqual([path]);
});

test.for(files)("%s is named as its file, has a known configuration, a hypothesis, and something to hold against it", (name) => {
  const told = JSON.parse(textOf(name)) as Told;
  expect(told.name).toBe(name);
  expect(CONFIGS).toHaveProperty([told.config]);
  expect(told.hypothesis).toMatch(/^[A-Z].{20,}\.$/);
  expect(told.expect.length).toBeGreaterThan(0);
});

test("the files of the brief's scenarios are what was written", () => {
  for (const scenario of SCENARIOS) expect(textOf(scenario.name)).toBe(scenarioText(scenario));
});

const SEED = "0000000000000001";

describe("cheap ones, played with one seed each", () => {
  const played = (name: string) => {
    const scenario = SCENARIOS.find((one) => one.name === name)!;
    const run = { seed: SEED, scenario, figures: rehearse(scenario, SEED) };
    return { scenario, valueOf: (figure: Told["expect"][number]["figure"]) => numberOf(figure, run) };
  };

  test.for(["dead-interval-v0-t2-w6", "dead-expiry-v0", "dead-expiry-as-documented", "partition-arcs", "liars-withhold-10"])(
    "%s comes to what it expects",
    (name) => {
      const { scenario, valueOf } = played(name);
      const missed = scenario.expect.filter(({ figure, from, to }) => valueOf(figure) < from || valueOf(figure) > to);
      expect(missed.map(({ figure }) => `${figure} came to ${valueOf(figure)}`)).toEqual([]);
    },
  );

  test("a network that is not troubled has nothing to recover from", () => {
    const { valueOf } = played("dead-interval-v0");
    expect(valueOf("recoveryRounds")).toBe(0);
    expect(valueOf("ratePermille")).toBe(1_000);
  });
});
