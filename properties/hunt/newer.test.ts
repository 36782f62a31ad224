import { trial } from "#hunt";
import { expect, test } from "vitest";
import { shortfalls } from "./minimal/bars.ts";
import { exhaust } from "./minimal/exhaust.ts";
import { gather } from "./minimal/gather.ts";
import { NEWER, NEWER_HARDER } from "./minimal/newer.ts";
import { optimumIn, readBaseline } from "./minimal/record.ts";

/** A twentieth of what the campaign takes; less of what is found in thousands of runs only, more where few seeds have no sure middle. */
const SEEDS = 5;
const SEEDS_OF_OTHERS: ReadonlyMap<string, number> = new Map([
  ["certain S6 by twins", 3],
  ["strict S6 by slow nodes", 1],
  ["certain S6 by lost syncs", 3],
  ["particular S6 by stale reads", 7],
  ["steady S6 by clock skew", 10],
]);

const baseline = readBaseline();

test.each(NEWER)("$name is made as small as it can be: $stands", (bug) => {
  const optimum = optimumIn(baseline, bug.name);
  expect(optimum, `node properties/hunt/minimal/main.ts "${bug.name}" makes a record`).toBeDefined();
  expect(shortfalls(gather(bug, SEEDS_OF_OTHERS.get(bug.name) ?? SEEDS), optimum!)).toEqual([]);
});

test("the recorded examples still fail, with the moves that the record says, and without the hardship they hold", () => {
  for (const { name, subject, needs } of NEWER) {
    const { example, identity, moves } = optimumIn(baseline, name)!;
    expect(example.moves).toHaveLength(moves);
    expect(trial(subject, example).failures.map((failure) => failure.identity)).toContain(identity);
    const milder = { ...example, moves: example.moves.filter((move) => !isNeeded(needs!, move)) };
    expect(milder.moves.length).toBeLessThan(moves);
    expect(trial(subject, milder).failures.map((failure) => failure.identity)).not.toContain(identity);
  }
});

/** A fate of a timer is called so in a schedule, and a hardship of timers on a ground. */
const isNeeded = (needs: readonly string[], move: { readonly kind: string; readonly lie?: string }): boolean =>
  needs.includes(move.kind === "timer" ? "timers" : (move.lie ?? move.kind));

test("at least ten bugs need the newer hardships, and the last whole campaign kept every promise on them", () => {
  expect(NEWER.length).toBeGreaterThanOrEqual(10);
  const optima = NEWER.map(({ name }) => optimumIn(baseline, name)!);
  expect(optima.filter(({ known }) => known === "proven").length).toBeGreaterThanOrEqual(4);
  expect(optima.filter(({ moves }) => moves >= 4).length).toBeGreaterThanOrEqual(5);
  const rows = NEWER.map(({ name }) => baseline.rows.find((row) => row.name === name));
  expect(rows.map((row) => row?.seeds)).toEqual(NEWER.map(() => 100));
  expect(rows.flatMap((row) => row!.short)).toEqual([]);
  expect(rows.map((row) => row?.held)).toEqual(NEWER.map(() => 20_000));
});

test("the exhaustive search finds by itself what is known to fail, by moves of the newer sorts", () => {
  for (const { name, subject } of [...NEWER, ...NEWER_HARDER].filter((bug) => FOUND_BY_ALL.has(bug.name))) {
    const { identity, moves, example } = optimumIn(baseline, name)!;
    const { ground } = subject;
    const sought = { ...subject, ground: { ...ground, hardships: ground.hardships.filter((hardship) => hardship !== "skew") } };
    expect(exhaust(sought, { ...example, moves: [] }, identity, moves).failing?.moves).toHaveLength(moves);
  }
});

/** Those that it finds within seconds. */
const FOUND_BY_ALL: ReadonlySet<string> = new Set(["leisurely S6 by clogged links", "ordered S6 by timers", "homely S8 by retries"]);
