import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ticks } from "#kernel";
import { rehearse } from "#protocols/echo-consent";
import type { Scenario } from "#protocols/echo-consent";
import { cpuSeconds } from "./measure.ts";

/** How a scenario ends that was played, with a figure of this one seed out of its band. */
const MISSED = 3;
const ROOT = join(import.meta.dirname, "../..");
const BIN = join(ROOT, "dist/bin.js");

const pathOf = (name: string): string => join(ROOT, "fixtures/scenarios/echo-consent", `${name}.json`);

/** A scenario as its file has it; whoever measures it knows that it is well. */
const scenarioOf = (name: string): Scenario => JSON.parse(readFileSync(pathOf(name), "utf8")) as Scenario;

/** What is timed is what the sources are now. */
let isBuilt = false;

/** CPU of all threads of a process that does what a user's command does: compiled, from its start to its end. */
export const wholeSeconds = (name: string): number => {
  isBuilt ||= spawnSync("npm", ["run", "prepack"], { cwd: ROOT, encoding: "utf8" }).status === 0;
  const args = ["--import", join(import.meta.dirname, "spent.js"), BIN, "measure", pathOf(name), "--seeds", "1"];
  const { stderr, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  if (status !== 0 && status !== MISSED) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return (JSON.parse(stderr.trim().split("\n").at(-1)!) as { readonly seconds: number }).seconds;
};

/** CPU of the rounds alone, once the engine has learnt them: the last of some runs, each of another seed. */
export const roundsWarm = (name: string) => {
  const scenario = scenarioOf(name);
  let [seconds, delivered] = [0, 0];
  for (let index = 0; index < WARM_RUNS + RUNS; index++) {
    if (index === WARM_RUNS) [seconds, delivered] = [0, 0];
    let start = cpuSeconds();
    const figures = rehearse(scenario, seedOf(index), (round) => {
      if (round === 0) start = cpuSeconds();
      if (round === scenario.rounds - 1) seconds += cpuSeconds() - start;
    });
    delivered += figures.delivered;
  }
  return { seconds: seconds / RUNS, delivered: delivered / RUNS };
};

/** Until then each run is faster than the one before. */
const WARM_RUNS = 12;
const RUNS = 4;

const seedOf = (index: number): string => (0xec40 + index).toString(16).padStart(16, "0");

/** The same rules among so many peers, each of whom knows three in ten: what it costs. */
export const scaled = (nodes: number, rounds: Ticks) => {
  const scenario = scenarioOf("C2");
  const start = cpuSeconds();
  const figures = rehearse({ ...scenario, setup: { ...scenario.setup, nodes }, rounds }, seedOf(0));
  const { commits, delivered, nodeCommits } = figures;
  const { maxRSS } = process.resourceUsage();
  return { seconds: cpuSeconds() - start, commits, delivered, nodeCommits, megabytes: maxRSS / 1_000 };
};

/** Clients that contend: what their messages cost. A shorter run would flatter, for its messages cost half as much. */
export const contention = () => {
  const start = cpuSeconds();
  const { delivered } = rehearse(scenarioOf("H"), seedOf(0));
  return { seconds: cpuSeconds() - start, delivered };
};
