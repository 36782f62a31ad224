import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Handler } from "#kernel";
import { CATCHERS } from "./leak.ts";
import type { Catcher } from "./leak.ts";
import { leaks } from "./witness.ts";
import type { Seen } from "./witness.ts";
import { written } from "./written.ts";

const root = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "schism-leaks-"));
const room = join(folder, "src/protocols/leak");
mkdirSync(room, { recursive: true });
written.forEach(({ source }, index) => writeFileSync(join(room, `x${index}.ts`), source));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (flags: readonly string[], ...words: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, ...words], { cwd: root, encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout;
};

/** Every run of every leak, in a process of its own: a fence that is up cannot be taken down again. */
const witness = (flags: readonly string[], ...words: readonly string[]) =>
  JSON.parse(run(flags, join(import.meta.dirname, "witness.ts"), room, ...words)) as readonly Seen[];

const guarded = witness([]);
const unfenced = witness([], "fence-down");
const unbounded = witness(["--import", join(import.meta.dirname, "lenient.ts")]);
const refused = JSON.parse(
  run([], resolve(root, "node_modules/oxlint/bin/oxlint"), "-c", resolve(root, ".oxlintrc.json"), "-f", "json", folder),
) as { readonly diagnostics: readonly { readonly code: string; readonly filename: string }[] };

const FENCE = /is outside of the run/;
const BOUNDARY = /is not plain data|is not a safe integer/;
const FROZEN = /cannot be frozen|read only|not extensible/;

interface Row {
  readonly name: string;
  readonly catcher: Catcher;
  readonly handler: Handler;
  readonly seen: Seen;
  /** The rules that the linter names, for a leak that is text. */
  readonly codes: readonly string[];
  /** What else would have to catch it, were its catcher not there: empty where nothing does. */
  readonly without: string;
}

const rows: readonly Row[] = [
  ...leaks.map(({ name, catcher, handler }, index) => ({ name, catcher, handler, seen: guarded[index]!, codes: [], index })),
  ...written.map(({ name, handler }, index) => ({
    ...{ name, catcher: "lint" as const, handler, seen: guarded[leaks.length + index]!, index: leaks.length + index },
    codes: refused.diagnostics.filter(({ filename }) => filename.endsWith(`/x${index}.ts`)).map(({ code }) => code),
  })),
].map(({ index, ...row }) => ({ ...row, without: remaining(row.catcher, index) }));

/** What each catcher says when all are there. */
const catches: Readonly<Record<Catcher, (row: Row) => boolean>> = {
  fence: ({ seen }) => FENCE.test(seen.alone),
  boundary: ({ seen }) => BOUNDARY.test(seen.alone),
  "frozen run": ({ seen }) => FROZEN.test(seen.frozen),
  rerun: ({ seen }) => seen.parts,
  "permuted rerun": ({ seen }) => seen.partsPermuted,
  lint: ({ codes }) => codes.length > 0,
};

test("there are at least 30 leaks, of which at least ten show only when a run is made again, and every catcher has its own", () => {
  const counts = new Map(CATCHERS.map((catcher) => [catcher, rows.filter((row) => row.catcher === catcher).length]));
  expect(rows.length).toBeGreaterThanOrEqual(30);
  expect(counts.get("rerun")).toBeGreaterThanOrEqual(10);
  for (const catcher of CATCHERS) expect(counts.get(catcher)).toBeGreaterThanOrEqual(5);
});
