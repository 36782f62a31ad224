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
const unbounded = witness(["--import", new URL("./lenient.ts", import.meta.url).href]);
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
  /** What still speaks when its catcher is switched off. */
  readonly rest: readonly string[];
}

const codesOf = (index: number): readonly string[] =>
  refused.diagnostics.filter(({ filename }) => filename.endsWith(`/x${index}.ts`)).map(({ code }) => code);

/**
 * Off means: for the fence, a process in which it was never raised; for the boundary, a kernel whose fingerprint refuses nothing;
 * for the other runs, that they are not made; for lint, that nobody reads the text.
 */
const restOf = (catcher: Catcher, index: number): readonly string[] => {
  const { alone, frozen, parts, partsPermuted } = guarded[index]!;
  const reruns = [parts ? "rerun" : "", partsPermuted ? "permuted rerun" : ""];
  switch (catcher) {
    case "fence":
      return [unfenced[index]!.alone];
    case "boundary":
      return [unbounded[index]!.alone];
    case "rerun":
      return [alone];
    case "frozen run":
      return [alone, ...reruns];
    case "permuted rerun":
      return [alone, frozen, reruns[0]!];
    case "lint":
      return [alone, frozen, ...reruns];
  }
};

const rowOf = (leak: Pick<Row, "name" | "catcher" | "handler">, index: number): Row => ({
  ...leak,
  seen: guarded[index]!,
  codes: codesOf(index - leaks.length),
  rest: restOf(leak.catcher, index).filter((word) => word !== ""),
});

const rows = [...leaks, ...written.map((text) => ({ ...text, catcher: "lint" as const }))].map(rowOf);

const catches: Readonly<Record<Catcher, (row: Row) => boolean>> = {
  fence: ({ seen }) => FENCE.test(seen.alone),
  boundary: ({ seen }) => BOUNDARY.test(seen.alone),
  "frozen run": ({ seen }) => seen.alone === "" && FROZEN.test(seen.frozen),
  rerun: ({ seen }) => seen.parts,
  "permuted rerun": ({ seen }) => seen.partsPermuted,
  lint: ({ codes }) => codes.length > 0,
};

test("there are at least 30 leaks, of which at least ten show only when a run is made again, and every catcher has five of its own", () => {
  const counts = new Map(CATCHERS.map((catcher) => [catcher, rows.filter((row) => row.catcher === catcher).length]));
  expect(rows.length).toBeGreaterThanOrEqual(30);
  expect(counts.get("rerun")).toBeGreaterThanOrEqual(10);
  expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(5);
  expect(rows.map(({ name, seen }) => [name, seen.name])).toEqual(rows.map(({ name }) => [name, name]));
});

test.for(rows)("$catcher catches it, and where that is switched off the run goes through: $name", (row) => {
  expect(catches[row.catcher](row)).toBe(true);
  expect(row.rest).toEqual([]);
});

test.for(written.map((text, index) => ({ ...text, index })))("$rule is what refuses $name", ({ rule, index }) => {
  expect(codesOf(index)).toContain(rule);
});

test.for(rows.filter(({ catcher }) => catcher === "rerun"))("a rerun shows the first event that differs: $name", ({ handler, seen }) => {
  expect(seen.place).toMatch(new RegExp(`^tick \\d+, process \\d, ${handler}$`));
});

test.for(rows.filter(({ catcher }) => catcher === "permuted rerun"))(
  "a permuted rerun shows the first event that differs: $name",
  ({ handler, seen }) => {
    expect(seen.place).toBe("");
    expect(seen.placePermuted).toMatch(new RegExp(`^tick \\d+, process \\d, ${handler}$`));
  },
);

test("the table of leaks and catchers", async () => {
  await expect(table()).toMatchFileSnapshot("table.txt");
});

const table = (): string => {
  const head = ["leak", ...CATCHERS, "first differs in"];
  const body = rows.map((row) => [
    row.name,
    ...CATCHERS.map((catcher) => (catches[catcher](row) ? (catcher === row.catcher ? "caught" : "too") : ".")),
    row.seen.place || row.seen.placePermuted,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((cells) => cells[column]!.length)));
  return (
    [head, ...body]
      .map((cells) =>
        cells
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join("  ")
          .trimEnd(),
      )
      .join("\n") + "\n"
  );
};
