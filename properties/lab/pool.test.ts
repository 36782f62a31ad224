import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { check, search, trial } from "#hunt";
import type { Subject } from "#hunt";
import { seedOf } from "#kernel";
import { huntInPool } from "#lab";
import type { Hunted, PoolHunt } from "#lab";
import { canarySubject } from "#spec/canary";
import { MARK, accident } from "./accident.ts";
import { endless, misjudged, runaway, unbound } from "./runaway.ts";

/** Short, for what runs away here does so at once; nothing else comes near to it. */
const limits = { silentMs: 800, aloneMs: 2_000, shrinkMs: 3_000, heapMb: 64 };
const root = seedOf("00000000000000aa");
const COUNT = 2_000;

const folder = mkdtempSync(join(tmpdir(), "schism-lab-"));
afterAll(() => rmSync(folder, { recursive: true }));

const hunt = async (subject: Subject, wanted: Partial<PoolHunt> & { readonly config: string }): Promise<Hunted> => {
  const report = await huntInPool(subject, { root, count: COUNT, workers: 2, limits, ...wanted });
  expect(report.kind).toBe("hunted");
  return report as Hunted;
};

test.for([
  ["loop", "S6 panic runaway", /^node \d never came back from submit at tick \d+$/],
  ["map", "S6 panic runaway", /^node \d ran out of memory in submit at tick \d+$/],
  ["array", "S6 panic runaway", /^node \d ran out of memory in submit at tick \d+$/],
  ["state", "S6 panic runaway", /^node \d ran out of memory in \w+ at tick \d+$/],
] as const)("a handler that runs away (%s) is a finding with its schedule, and the hunt lives on", async ([config, identity, because]) => {
  // Who runs out of memory is busy for a while with looking for more.
  const report = await hunt(runaway, { config, limits: { ...limits, aloneMs: config === "loop" ? limits.aloneMs : 60_000 } });
  expect(report.catch).toMatchObject({ kind: "unshrunk", found: { failure: { property: "S6", class: "safety", identity } } });
  if (report.catch?.kind !== "unshrunk") return;
  const { index, schedule, failure } = report.catch.found;
  expect(failure.verdict.because).toMatch(because);
  expect(report.runs).toBe(index + 1);
  expect(schedule.moves.filter((move) => move.kind === "submit" && move.operation === 7)).not.toEqual([]);
  expect(trial(runaway, { ...schedule, config: "sound" }).failures).toEqual([]);
});

test("who promises nothing is still held to D0: every run comes to its end", async () => {
  const report = await hunt(unbound, { config: "loop", property: "D0" });
  expect(report.catch).toMatchObject({ kind: "unshrunk", found: { failure: { property: "D0", identity: "D0 panic runaway" } } });
});

test.for([
  ["what runs away", runaway, "loop"],
  ["what is sound", runaway, "sound"],
  ["a canary with a short quorum", canarySubject, "short-quorum"],
  ["a hasty canary", canarySubject, "hasty"],
] as const)("two workers report of %s what one reports", async ([, subject, config]) => {
  const two = await hunt(subject, { config, workers: 2, limits: { ...limits, shrinkMs: 60_000 } });
  const one = await hunt(subject, { config, workers: 1, limits: { ...limits, shrinkMs: 60_000 } });
  expect(two).toEqual(one);
});

test("the pool reports what a search in one process sees, and its finding is certified", async () => {
  const config = "short-quorum";
  const { catch: caught, ...sums } = await hunt(canarySubject, { config, property: "S1", limits: { ...limits, shrinkMs: 60_000 } });
  const { found, ...seen } = search(canarySubject, { config, property: "S1", root, from: 0, to: COUNT });
  expect(sums).toEqual({ kind: "hunted", isStopped: false, ...seen });
  expect(caught).toMatchObject({ kind: "finding", finding: { found } });
  if (caught?.kind !== "finding") return;
  const { repro } = caught.finding;
  expect(check(canarySubject, repro.schedule, repro.certificate)).toEqual([]);
});

test("a silent hunt has made every run and says so", async () => {
  const told: number[] = [];
  const report = await hunt(runaway, { config: "sound", onProgress: ({ runs }) => told.push(runs) });
  expect(report).toMatchObject({ runs: COUNT, unknown: 0, catch: undefined });
  expect(told.at(-1)).toBe(COUNT);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
});

test("shrinking that meets a runaway leaves the schedule as it was found, and says why", async () => {
  const { catch: caught } = await hunt(runaway, { config: "neighbour" });
  expect(caught).toMatchObject({
    kind: "unshrunk",
    because: "shrinking never came back",
    found: { failure: { identity: "S6 panic submitter" } },
  });
  if (caught?.kind !== "unshrunk") return;
  expect(trial(runaway, caught.found.schedule).failures.map(({ identity }) => identity)).toEqual(["S6 panic submitter"]);
});

test("a child that is killed half-way is replaced, and its batch run again", async () => {
  process.env[MARK] = join(folder, "accident");
  const lost: number[] = [];
  const report = await hunt(accident, { config: "sound", onProgress: (progress) => lost.push(progress.lost) });
  delete process.env[MARK];
  expect(existsSync(join(folder, "accident"))).toBe(true);
  expect(Math.max(...lost)).toBe(1);
  expect(report).toEqual(await hunt(runaway, { config: "sound" }));
});

test.for([
  ["a module that is not there", { module: "file:///nowhere.ts", export: "lock" }, "sound", "subject", /there is no file/],
  [
    "a module that throws",
    { module: "data:text/javascript,throw new Error('no')", export: "lock" },
    "sound",
    "subject",
    /cannot be loaded: no/,
  ],
  [
    "an export that is not there",
    { module: runaway.source.module, export: "walkaway" },
    "sound",
    "subject",
    /runaway\.ts exports no "walkaway"/,
  ],
  ["an unknown configuration", runaway.source, "unsound", "config", /runaway has no configuration "unsound"/],
  ["a ground that never ends", endless.source, "sound", "subject", /making the schedule of seed \d+ never came back/],
] as const)("%s is refused, not hunted", async ([, source, config, place, because]) => {
  const report = await huntInPool(source, { config, root, count: COUNT, workers: 2, limits });
  expect(report).toMatchObject({ kind: "refused", place, because: expect.stringMatching(because), remedy: expect.stringMatching(/\.$/) });
});

test("what an oracle throws is neither held nor broken: the hunt fails", async () => {
  await expect(huntInPool(misjudged, { config: "sound", root, count: COUNT, workers: 2, limits })).rejects.toThrow("the judge fell ill");
});

test("whoever waits is told who has fallen silent, and what is done about it", async () => {
  const told: string[] = [];
  await hunt(runaway, { config: "loop", workers: 1, limits: { ...limits, aloneMs: 5_500 }, onDelay: (sentence) => told.push(sentence) });
  expect(told).toEqual([
    expect.stringMatching(/^Worker 1 has been silent for [\d.]+ s somewhere in schedules \d+ to \d+; running them one by one\.$/),
    expect.stringMatching(/^Schedule \d+ alone has been silent for 5 s as well; it is given up on after 5\.5 s\.$/),
  ]);
});

test("a hunt that is stopped reports what it saw, and what it had found is not lost", async () => {
  const stop = new AbortController();
  const half = await hunt(canarySubject, { config: "sound", count: 1_000_000, signal: stop.signal, onProgress: () => stop.abort() });
  expect(half).toMatchObject({ isStopped: true, catch: undefined });
  expect(half.runs).toBeGreaterThan(0);
  expect(half.runs).toBeLessThan(1_000_000);
  const late = new AbortController();
  const found = await hunt(runaway, {
    config: "neighbour",
    signal: late.signal,
    limits: { ...limits, shrinkMs: 60_000 },
    onDelay: () => late.abort(),
  });
  expect(found).toMatchObject({ isStopped: true, catch: { kind: "unshrunk", because: "the hunt was stopped before that" } });
  expect(await hunt(canarySubject, { config: "sound", signal: stop.signal })).toMatchObject({ isStopped: true, runs: 0 });
});

test("a child whose parent is killed ends, though it hangs in a loop", async () => {
  const parent = fork(fileURLToPath(new URL("./orphan.ts", import.meta.url)), { execArgv: [] });
  const [pid] = (await once(parent, "message")) as [number];
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("no process outlives its hunt", async () => {
  await hunt(runaway, { config: "loop" });
  await expect.poll(() => process.getActiveResourcesInfo().filter((held) => held === "ProcessWrap")).toEqual([]);
});
