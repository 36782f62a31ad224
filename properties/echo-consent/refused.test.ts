import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refusalOfSubject } from "#hunt";
import type { Subject } from "#hunt";
import * as spec from "#spec/echo-consent";
import { afterAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "scenario-"));
afterAll(() => rmSync(folder, { recursive: true }));

const isSubject = (value: unknown): value is Subject => typeof value === "object" && value !== null && "ground" in value;

test("every subject can be hunted as it is: none is refused", () => {
  const subjects = Object.values(spec).filter(isSubject);
  expect(subjects.length).toBeGreaterThan(3);
  for (const subject of subjects) expect(refusalOfSubject(subject, subject.source.export)).toBeUndefined();
});

type Scenario = { setup: { topology: Record<string, unknown> }; moves: unknown[]; expect: { from: number; to: number }[] } & Record<
  string,
  unknown
>;

const FADING = { kind: "fading", near: 20, until: 16, nearPermille: 1_000, farPermille: 0, shape: "ring", ways: "both" };
const ROUNDS = { kind: "rounds", everyTicks: 2, delayMin: 0, delayMax: 1, againPermille: 0, lostPerMillion: 0 };

test.for<[string, (scenario: Scenario) => unknown, string]>([
  ["a field of the topology", ({ setup }) => delete setup.topology["permille"], "setup.topology.permille"],
  ["a configuration", (scenario) => (scenario["config"] = "v9"), "config"],
  ["a lie", ({ moves }) => moves.push({ at: 0, kind: "turn", node: 1, lie: "nonsense" }), "moves[0].lie"],
  ["a node", ({ moves }) => moves.push({ at: 0, kind: "restart", node: 9_999 }), "moves[0]"],
  ["an order", ({ moves }) => moves.push({ at: 30, kind: "heal" }, { at: 3, kind: "heal" }), "moves[1].at"],
  ["a field too many", (scenario) => (scenario["weathre"] = "calm"), "weathre"],
  ["a field too many further in", ({ setup }) => (setup.topology["seed"] = 1), "setup.topology.seed"],
  ["a field misspelt", (scenario) => ((scenario["seedz"] = scenario["seeds"]), delete scenario["seeds"]), "seedz"],
  ["a fault budget", ({ setup }) => ((setup as Record<string, unknown>)["faults"] = 2_000), "setup.faults"],
  ["a reach", ({ setup }) => (setup.topology = FADING), "setup.topology"],
  ["a delay", (scenario) => (scenario["weather"] = { ...ROUNDS, delayMin: 5 }), "weather"],
  ["a move after the end", ({ moves }) => moves.push({ at: 2_000, kind: "heal" }), "moves[0].at"],
  ["a kind of demand", (scenario) => (scenario["demand"] = { kind: "contention", slots: 3, partsMax: 3 }), "demand.familyPermille"],
  ["a number", (scenario) => (scenario["rounds"] = 1.5), "rounds"],
  ["a bound", (scenario) => (scenario["seeds"] = 1_001), "seeds"],
  ["the weather", (scenario) => (scenario["weather"] = { kind: "shuffled", everyTicks: 0, lostOneIn: 10 }), "weather.everyTicks"],
  ["the kind of its weather", (scenario) => (scenario["weather"] = { kind: "storm" }), "weather.kind"],
  ["a list", ({ moves }) => moves.push({ at: 0, kind: "cut", from: [0, "1"], to: [2], ways: "both" }), "moves[0].from[1]"],
  ["a text", (scenario) => (scenario["hypothesis"] = ""), "hypothesis"],
  ["a figure", ({ expect }) => expect.push({ figure: "none", of: "mean", from: 0, to: 1 } as never), "expect[5].figure"],
  ["a band", ({ expect: [band] }) => ([band!.from, band!.to] = [90, 58]), "expect[0]"],
])("a scenario that has %s wrong is refused with the place", ([, spoil, place]) => {
  const scenario = JSON.parse(readFileSync(join(ROOT, "fixtures/scenarios/echo-consent/C1.json"), "utf8")) as Scenario;
  spoil(scenario);
  const path = join(folder, "spoilt.json");
  writeFileSync(path, JSON.stringify(scenario));
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(ROOT, "src/cli/launch.js"), "measure", path], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain(`${path}: ${place}:`);
});

test("what no run had anything to say of was not kept: it was not judged", () => {
  const scenario = JSON.parse(readFileSync(join(ROOT, "fixtures/scenarios/echo-consent/C1.json"), "utf8")) as Scenario;
  const path = join(folder, "unjudged.json");
  const expected = ["splitPermille", "recoveryRounds"].map((figure) => ({ figure, of: "mean", from: 0, to: 10 }));
  writeFileSync(path, JSON.stringify({ ...scenario, rounds: 20, expect: expected }));
  const args = [join(ROOT, "src/cli/launch.js"), "measure", path, "--seeds", "1"];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(status).toBe(3);
  expect(stdout.match(/not judged/g)).toHaveLength(2);
});
