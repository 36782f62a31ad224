import { expect, test } from "vitest";
import { generate } from "#hunt";
import type { Move, Schedule } from "#kernel";
import { hashOf, seedAt, seedOf, simulate, simulateAll } from "#kernel";
import { canarySubject } from "#spec/canary";

const { protocol, ground } = canarySubject;
const { eventsMax } = ground;
const SCHEDULES = 2_000;
/** Of the schedules that hold a sort of move, at least so many must be another run without it. */
const FELT_PERCENT_MIN = 1;

const SORTS = [
  ...["submit", "retry", "cut", "clog", "heal", "slow", "skew", "crash between", "crash inside", "restart", "pause", "resume"],
  ...["disk torn", "disk stale", "twin"],
  ...ground.lies.map((lie) => `turn ${lie}`),
  ...["fate drop", "fate delay", "fate duplicate", "timer early", "timer delay", "timer drop"],
];

const sortOf = (move: Move): string => {
  switch (move.kind) {
    case "crash":
      return move.inside === "nothing" ? "crash between" : "crash inside";
    case "turn":
      return `turn ${move.lie}`;
    case "disk":
      return `disk ${move.fault.kind}`;
    case "timer":
      return `timer ${move.then.kind}`;
    case "fate":
      return `fate ${move.then.kind}`;
    default:
      return move.kind;
  }
};

/** The same run without chance: what the weather rolled is named, one move for each. */
const concrete = (schedule: Schedule): Schedule => ({
  ...schedule,
  weather: "calm",
  moves: [...schedule.moves, ...simulateAll(protocol, schedule, { eventsMax, isRecorded: true }).rolled],
});

const hashed = (schedule: Schedule): string => hashOf(simulate(protocol, schedule, { eventsMax }));

interface Count {
  held: number;
  felt: number;
}

test("the storm storms: every sort of move and of fate makes another run of those that hold it", () => {
  const counts = new Map<string, Count>(SORTS.map((sort) => [sort, { held: 0, felt: 0 }]));
  for (let index = 0; index < SCHEDULES; index++) {
    const rolled = generate({ ...ground, nodes: [4, 5, 7] }, "sound", seedAt(seedOf("00000000000057a2"), index));
    const schedule = concrete(rolled);
    const hash = hashed(schedule);
    expect(hash).toBe(hashed(rolled));
    for (const sort of new Set(schedule.moves.map(sortOf))) {
      const count = counts.get(sort)!;
      const place = schedule.moves.findIndex((move) => sortOf(move) === sort);
      count.held++;
      if (hashed({ ...schedule, moves: schedule.moves.toSpliced(place, 1) }) !== hash) count.felt++;
    }
  }
  process.stdout.write(`\n${tableOf(counts)}\n`);
  const unfelt = [...counts].filter(([, { held, felt }]) => held === 0 || felt * 100 < held * FELT_PERCENT_MIN);
  expect(unfelt).toEqual([]);
});

const tableOf = (counts: ReadonlyMap<string, Count>): string =>
  [...counts]
    .map(([sort, { held, felt }]) => `${sort.padEnd(16)}${String(held).padStart(6)} held ${percent(felt, held).padStart(5)} % felt`)
    .join("\n");

const percent = (felt: number, held: number): string => ((100 * felt) / Math.max(1, held)).toFixed(1);
