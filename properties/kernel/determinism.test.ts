import { fork, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { isMainThread, Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { hashOf, simulate } from "#kernel";
import { bird } from "./bird.ts";
import { committed, hashesNow } from "./committed.ts";

const root = resolve(import.meta.dirname, "../..");
const script = resolve(import.meta.dirname, "committed.ts");
const runs = committed();
const hashes = runs.map(({ hash }) => hash);

test("the committed schedules have kinds of everything in them", () => {
  const schedules = runs.map(({ schedule }) => schedule);
  const moves = schedules.flatMap((schedule) => schedule.moves);
  expect(schedules).toHaveLength(50);
  expect(new Set(schedules.map(({ setup }) => setup.nodes))).toEqual(new Set([4, 5, 7]));
  expect(new Set(schedules.map(({ config }) => config)).size).toBeGreaterThan(10);
  expect(new Set(moves.map(({ kind }) => kind)).size).toBe(9);
  expect(new Set(moves.flatMap((move) => (move.kind === "turn" ? [move.lie] : [])))).toEqual(
    new Set(["stutter", "half-mute", "mute", "forger", "strange"]),
  );
  expect(new Set(moves.flatMap((move) => (move.kind === "fate" ? [move.then.kind] : [])))).toEqual(new Set(["drop", "delay", "duplicate"]));
  expect(moves.some((move) => move.kind === "crash" && move.inside !== "nothing")).toBe(true);
});

test("the same schedule has the same hash twice in one process", () => {
  if (process.env["SCHISM_POOL"] !== undefined) expect(isMainThread).toBe(process.env["SCHISM_POOL"] === "forks");
  expect(hashesNow()).toEqual(hashes);
  expect(hashesNow()).toEqual(hashes);
});

test("the same schedule has the same hash in whatever order the schedules come", () => {
  for (const stride of [3, 7, 11, 19, 49])
    for (let i = 0; i < 50; i++) {
      const { hash, schedule } = runs[(i * stride) % 50]!;
      expect(hashOf(simulate(bird, schedule))).toBe(hash);
    }
});

test.for([
  ["in another process", {}, []],
  ["under another time zone and locale", { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }, []],
  ["with other seeds of the engine", {}, ["--random-seed=7", "--hash-seed=11"]],
  ["without the engine's optimising compilers", {}, ["--no-opt", "--no-maglev"]],
] as const)("the same schedule has the same hash %s", ([, environment, flags]) => {
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, script], { env: { ...process.env, ...environment }, encoding: "utf8" });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual(hashes);
});

test.for([1, 2])("the same schedule has the same hash with %i forked processes at work", async (count) => {
  const told = Array.from({ length: count }, () => firstWord(fork(script, { execArgv: [] })));
  for (const word of await Promise.all(told)) expect(word).toEqual(hashes);
});

test.for([1, 2])("the same schedule has the same hash with %i worker threads at work", async (count) => {
  const told = Array.from({ length: count }, () => firstWord(new Worker(script, { execArgv: [] })));
  for (const word of await Promise.all(told)) expect(word).toEqual(hashes);
});

test.for(["threads", "forks"])("the same schedule has the same hash in vitest's pool of %s", (pool) => {
  const vitest = resolve(root, "node_modules/vitest/vitest.mjs");
  const words = ["run", "--project", "properties", "--pool", pool, "--reporter=tap-flat", "-t", "twice in one process"];
  const { stdout } = spawnSync(process.execPath, [vitest, ...words, "properties/kernel/determinism.test.ts"], {
    cwd: root,
    env: { ...process.env, SCHISM_POOL: pool },
    encoding: "utf8",
  });
  expect(stdout).toMatch(/^ok \d+ .* twice in one process # time/m);
});

test.for([22, 24])("the same schedule has the same hash under Node %i", { timeout: 120_000 }, (major, { skip }) => {
  const [node, ...before] = nodeOf(major);
  const run = (...words: string[]) => spawnSync(node, [...before, ...words], { encoding: "utf8" });
  if (run("--version").status !== 0) skip(`npm's cache has no node@${major}: it is fetched where CI is set, or by npx -y node@${major} -v`);
  expect(run("--version").stdout).toMatch(new RegExp(`^v${major}\\.`));
  expect(JSON.parse(run(script).stdout)).toEqual(hashes);
});

/** The command that runs that Node: this one, or the one that npm has in its cache, or, where CI is set, from its registry. */
const nodeOf = (major: number): readonly [string, ...string[]] => {
  if (process.versions.node.startsWith(`${major}.`)) return [process.execPath];
  return ["npx", process.env["CI"] === undefined ? "--offline" : "--prefer-offline", "--yes", `node@${major}`];
};

const firstWord = async (told: ChildProcess | Worker): Promise<unknown> => ((await once(told, "message")) as [unknown])[0];
