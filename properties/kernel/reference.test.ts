import { expect, test } from "vitest";
import { hashOf, simulate, simulateAll } from "#kernel";
import type { Run } from "#kernel";
import { bird } from "./bird.ts";
import { committed } from "./committed.ts";
import { simulateSlowly } from "./reference.ts";
import { scheduleAt } from "./schedules.ts";

/** Mutants that never stop talking run into it, which is an end that both kernels must come to alike. */
const EVENTS_MAX = 3_000;
const GENERATED = 2_000;

test("the kernel and a slow one, written in the plainest way, agree on the committed schedules", () => {
  for (const { schedule, hash } of committed()) {
    const slow = simulateSlowly(bird, schedule, EVENTS_MAX);
    expect(slow.hash).toBe(hash);
    expect(slow).toEqual(outline(simulate(bird, schedule)));
  }
});

test(`the kernel and a slow one agree on ${GENERATED} schedules, and every sort of move and fate has a say in some of them`, () => {
  const felt = new Map<string, number>();
  const ends = new Set<string>();
  for (let index = 0; index < GENERATED; index++) {
    const schedule = scheduleAt(index);
    const run = simulateAll(bird, schedule, { eventsMax: EVENTS_MAX });
    expect({ index, ...outline(run) }).toEqual({ index, ...simulateSlowly(bird, schedule, EVENTS_MAX) });
    ends.add(endOf(run));
    schedule.moves.forEach((move, place) => {
      const sort = move.kind === "fate" ? `${move.message.nth === "every" ? "every" : "nth"} ${move.then.kind}` : move.kind;
      if (!run.idle.includes(place)) felt.set(sort, (felt.get(sort) ?? 0) + 1);
    });
  }
  expect(ends).toEqual(new Set(["well", "limit", "panic"]));
  expect(felt.size).toBe(14);
  expect(Math.min(...felt.values())).toBeGreaterThanOrEqual(20);
});

const outline = (run: Run) => ({ hash: hashOf(run), events: run.events, end: endOf(run) });

/** The slow one does not tell whether there was nothing left to do or no time left to do it in. */
const endOf = ({ end }: Run) => (end === "quiet" || end === "over" ? "well" : end);
