import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const HOUSE = join(import.meta.dirname, "../..");
const LAUNCH = join(HOUSE, "src/cli/launch.js");
const LOCK = join(HOUSE, "properties/example/lock.ts");
const RUNAWAY = join(HOUSE, "properties/lab/runaway.ts");
const MISSHAPEN = join(HOUSE, "properties/lab/misshapen.ts");
const FRAGILE = readdirSync(join(HOUSE, "fixtures/repros/canary")).find((name) => name.startsWith("S6-fragile"))!;

/** What it writes lands here, and not in the house. */
const cwd = mkdtempSync(join(tmpdir(), "schism-command-"));
afterAll(() => rmSync(cwd, { recursive: true }));

const run = (...argv: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCH, ...argv], { cwd, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
};

test("help is given wherever it is asked for, and says which version speaks", () => {
  expect(run("canary", "--help")).toMatchObject({ code: 0, out: expect.stringMatching(/^Schism hunts consensus bugs/) });
  expect(run("help")).toMatchObject({ code: 0, out: run("-h").out });
  expect(run("--version")).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test("options may come before the subject, and a number may have an exponent", () => {
  const told = run("--runs", "1e2", "--workers", "1", "canary");
  expect(told).toMatchObject({ code: 0, out: expect.stringMatching(/^canary sound: held\n100 runs, /) });
  expect(run("canary", "--runs", "100")).toMatchObject({ code: 0, out: told.out });
});

test.for([
  [["canary", "--schedules", "1e3"], /^options: Unknown option '--schedules'\. There are --property, --runs, /],
  [["canary", "--runs", "0x10"], /^--runs: "0x10" is no number of schedules\. Give a whole number from 1 to /],
  [["canary", "--runs", "1e12"], /^--runs: "1e12" is no number/],
  [["canary", "--workers", "0"], /^--workers: "0" is no number of workers/],
  [["canary", "--seed="], /^--seed: it is empty\. Give any word/],
  [["--runs", "10"], /^hunt: these options name no subject/],
  [["canary", "sound", "forgetful"], /^hunt: it takes a subject and a configuration, and not "forgetful"/],
  [["canary", "unsound"], /^config: canary has no configuration "unsound"\. Take one of sound, short-quorum, /],
  [["canary", "--property", "S9"], /^--property: canary has no property "S9"\. Take one of S1, /],
  [["parrot"], /^subject: there is no subject "parrot"\. Take one of canary, /],
  [["./nowhere.ts"], /^subject: there is no file nowhere\.ts\. /],
  [[`${LOCK}#key`], /lock\.ts exports no "key"\. Take one of lockSubject\.\n$/],
  [[RUNAWAY], /runaway\.ts exports several subjects\. Add one of #endless, #misjudged, #runaway, #unbound\.\n$/],
  [[`${MISSHAPEN}#groundless`], /^groundless\.ground: it is missing\. Give it a record\.\n$/],
  [["replay"], /^replay: it takes one path/],
  [["replay", "nowhere.json"], /^file: there is no file nowhere\.json/],
  [["replay", "nowhere.json", "--json"], /^--json: replay takes no options/],
] as const)("%j is refused in one line, with its remedy", ([argv, because]) => {
  const { code, out, err } = run(...argv);
  expect(err).toMatch(because);
  expect(err.trim().split("\n")).toHaveLength(1);
  expect({ code, out }).toEqual({ code: 64, out: "" });
});

test("a hunt that holds says so as JSON where it is asked to", () => {
  const { code, out } = run("canary", "--runs", "100", "--json", "--property", "S1");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    verdict: "held",
    subject: "canary",
    config: "sound",
    runs: 100,
    judged: { S1: expect.any(Number) },
  });
  expect(Object.keys((JSON.parse(out) as { readonly judged: object }).judged)).toEqual(["S1"]);
});

test("where one property is hunted for, no other is told of", () => {
  const { out } = run("canary", "--runs", "100", "--property", "S3");
  expect(out).toMatch(/^ {2}S3 /m);
  expect(out).not.toMatch(/^ {2}(S[124567]|L)/m);
});

test("a finding of a module's only subject is written, replayed, drawn, and kept under a name that leads back to its subject", () => {
  const hunted = run(LOCK, "careless");
  expect(hunted.code).toBe(1);
  const [, path = ""] = /^replay +npm run hunt -- replay (.*)$/m.exec(hunted.out) ?? [];
  expect(path).toMatch(/^reports\/out\/repros\/lock\/S1-careless-[0-9a-f]{8}\.json$/);
  expect(run("replay", path)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^reproduced, to the same hash: S1 [^]*The certificate is right: /),
  });
  const drawn = run("page", path);
  expect(drawn).toMatchObject({ code: 0, out: `${path.replace(".json", ".html")}\n` });
  expect(readFileSync(join(cwd, drawn.out.trim()), "utf8")).toContain("none of them spare");
  const kept = run("keep", path);
  expect(kept).toMatchObject({ code: 0, out: expect.stringMatching(/^fixtures\/repros\/lock\/S1-careless-[0-9a-f]{8}\.json\n$/) });
  expect(run("replay", kept.out.trim())).toMatchObject({ code: 0, out: expect.stringMatching(/^reproduced, to the same hash/) });
});

test("a repro of the house is kept under its name", () => {
  const kept = run("keep", join(HOUSE, "fixtures/repros/canary", FRAGILE));
  expect(kept).toMatchObject({ code: 0, out: expect.stringMatching(/^fixtures\/repros\/canary\/S6-fragile-/) });
});

test("what an oracle throws is no verdict, and answers with a code of its own", () => {
  const { code, out, err } = run(`${RUNAWAY}#misjudged`);
  expect({ code, out }).toEqual({ code: 70, out: "" });
  expect(err).toContain("This is no verdict");
  expect(err).toContain("the judge fell ill");
  expect(err).toContain("please report");
});

test.for([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("a hunt that gets a %s says how far it came, and leaves nobody behind", async ([signal, code]) => {
  const hunting = spawn(process.execPath, [LAUNCH, "canary", "--runs", "1e7"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  hunting.stderr.setEncoding("utf8").on("data", (words: string) => (said += words));
  await expect.poll(() => childrenOf(hunting.pid!).length, { timeout: 60_000 }).toBeGreaterThan(0);
  const children = childrenOf(hunting.pid!);
  // As npm does, which hands on what the terminal has sent to all already.
  hunting.kill(signal);
  hunting.kill(signal);
  expect(await once(hunting, "close")).toEqual([code, null]);
  expect(said).toMatch(/^Stopped after [\d,]+ of 10,000,000 schedules of sound; nothing broke in them\.\n$/);
  expect(children.filter((pid) => isAlive(pid))).toEqual([]);
});

const childrenOf = (parent: number): readonly number[] =>
  spawnSync("ps", ["-o", "pid=", "--ppid", `${parent}`], { encoding: "utf8" })
    .stdout.split("\n")
    .filter((line) => line.trim() !== "")
    .map(Number);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
