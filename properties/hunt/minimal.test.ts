import { shrink, trial } from "#hunt";
import { expect, test } from "vitest";
import { shortfalls } from "./minimal/bars.ts";
import { BUGS, foundBy } from "./minimal/bugs.ts";
import { gather } from "./minimal/gather.ts";
import { LONG, shrinkLong } from "./minimal/long.ts";
import { optimumIn, readBaseline } from "./minimal/record.ts";

/** A tenth of what `node properties/hunt/minimal/main.ts` takes, on the same bars. */
const SEEDS = 10;

const baseline = readBaseline();

test.each(BUGS)("$name is made as small as it can be: $stands", (bug) => {
  const optimum = optimumIn(baseline, bug.name);
  expect(optimum, `node properties/hunt/minimal/main.ts "${bug.name}" makes a record`).toBeDefined();
  expect(shortfalls(gather(bug, SEEDS), optimum!)).toEqual([]);
});

test("a run of a thousand messages under weather shrinks in at most a hundred executions", () => {
  const row = shrinkLong(
    LONG.find(({ config }) => config === "hoarding")!,
    SEEDS,
  );
  expect(row.messages).toBeGreaterThanOrEqual(1_000);
  expect(row.executions).toBeLessThanOrEqual(100);
  expect(row.short).toEqual([]);
});

test("the recorded examples still fail, with the moves that the record says", () => {
  for (const bug of BUGS) {
    const { example, identity, moves } = optimumIn(baseline, bug.name)!;
    expect(example.moves).toHaveLength(moves);
    expect(trial(bug.subject, example).failures.map((failure) => failure.identity)).toContain(identity);
  }
});

test("at least ten bugs are measured, four of them against a proven optimum, and five take four moves or more", () => {
  const optima = BUGS.map(({ name }) => optimumIn(baseline, name)!);
  expect(optima.length).toBeGreaterThanOrEqual(10);
  expect(optima.filter(({ known }) => known === "proven").length).toBeGreaterThanOrEqual(4);
  expect(optima.filter(({ moves }) => moves >= 4).length).toBeGreaterThanOrEqual(5);
});

test("the last whole campaign kept every promise", () => {
  const rows = BUGS.map(({ name }) => baseline.rows.find((row) => row.name === name));
  expect(rows.map((row) => row?.seeds)).toEqual(BUGS.map(() => 100));
  expect([...rows.map((row) => row!), ...baseline.long].flatMap(({ short }) => short)).toEqual([]);
  expect(baseline.long.map(({ name }) => name)).toEqual(LONG.map(({ name }) => name));
});

test("of two bugs in reach the wanted one stays, and the other is reported", () => {
  const bug = BUGS.find(({ config }) => config === "forgetful-and-fragile")!;
  const others = new Set<string>();
  for (let seed = 0; seed < 100; seed++) {
    const { schedule, failure } = foundBy(bug, seed);
    const quest = shrink(bug.subject, schedule, failure.identity);
    expect(trial(bug.subject, quest.best).failures.map(({ identity }) => identity)).toContain("L2 apart honest");
    for (const [identity, other] of quest.others) {
      others.add(identity);
      expect(trial(bug.subject, other.schedule).failures.map((one) => one.identity)).toContain(identity);
    }
  }
  expect([...others]).toContain("S6 panic receiver");
});

/** What ten seeds of a bug came to, as if by other shrinkers. */
const told = () => {
  const bug = BUGS.find(({ name }) => name === "short-quorum S1")!;
  return { gathered: gather(bug, SEEDS), optimum: optimumIn(baseline, bug.name)! };
};

test("what falls short of a bar is told", () => {
  const { gathered, optimum } = told();
  const long = gathered.minimal.map((schedule) => ({ ...schedule, moves: [...schedule.moves, ...schedule.moves] }));
  expect(shortfalls({ ...gathered, minimal: long }, optimum)).toHaveLength(2);
  expect(shortfalls({ ...gathered, minimal: gathered.minimal.with(0, long[0]!) }, optimum)).toEqual([
    "the worst has 6 moves, at most 3.75 are promised",
  ]);
  expect(shortfalls({ ...gathered, distinct: 8 }, optimum)).toEqual(["only 8 of 10 failing schedules differ"]);
  expect(shortfalls({ ...gathered, departures: [29] }, optimum)).toEqual(["failing schedules have 29 departures, 30 are promised"]);
  expect(shortfalls({ ...gathered, executions: [301] }, optimum)).toEqual(["a shrink took 301 executions, at most 300 are promised"]);
  expect(shortfalls({ ...gathered, wrong: ["without 0 it still fails, so it is not minimal"] }, optimum)).toHaveLength(1);
  expect(shortfalls({ ...gathered, identity: "S6 panic receiver" }, optimum)).toHaveLength(1);
});

test("whoever beats a record is told how to lower it, and whoever beats a proof that the proof is wrong", () => {
  const { gathered, optimum } = told();
  const beaten = { ...gathered, minimal: gathered.minimal.map((schedule) => ({ ...schedule, moves: schedule.moves.slice(1) })) };
  expect(shortfalls(beaten, { ...optimum, known: "best known" })).toEqual([
    '2 moves beat the record of 3: `node properties/hunt/minimal/main.ts "short-quorum S1"` lowers it, in reports/baselines/minimal.json',
  ]);
  expect(shortfalls(beaten, { ...optimum, known: "proven" })[0]).toContain("the search of the whole ground misses something");
});
