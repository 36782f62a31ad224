import { expect, test } from "vitest";
import { LIES } from "#adversary";
import { hashOf, simulate, simulateAll } from "#kernel";
import type { Parts, Protocol, Run, Schedule, Setup, Weather } from "#kernel";
import { babbler, echo } from "./babbler.ts";
import { bird } from "./bird.ts";
import { committed } from "./committed.ts";
import { simulateSlowly } from "./reference.ts";
import { scheduleAt } from "./schedules.ts";

/** The busiest runs run into it, which is an end that both kernels must come to alike. */
const EVENTS_MAX = 400;
const GENERATED = 2_000;
const BABBLED = 1_000;
const WEATHERED = 400;
/** So many nodes that states enter the hash after so many events of each. */
const CROWD = 70;
const CROWDED = 6;

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

test(`the kernel and a slow one agree on ${BABBLED} schedules of a protocol that does whatever a node can do`, () => {
  const lies = { ...LIES, forger: echo, strange: echo };
  const protocol = { ...babbler, lies } as unknown as Protocol<Parts>;
  const ends = new Set<string>();
  for (let index = 0; index < BABBLED; index++) {
    const schedule = babbled(scheduleAt(index), index);
    const run = simulate(protocol, schedule, { eventsMax: EVENTS_MAX });
    expect({ index, ...outline(run) }).toEqual({ index, ...simulateSlowly(protocol, schedule, EVENTS_MAX) });
    ends.add(run.end);
  }
  expect(ends).toEqual(new Set(["quiet", "over", "limit", "panic"]));
});

test.for<[string, (index: number) => Weather]>([
  ["a shuffled queue", (index) => ({ kind: "shuffled", everyTicks: 1 + (index % 3), lostOneIn: [0, 5, 2][index % 7] ?? 0 })],
  [
    "rounds",
    (index) => ({
      ...{ kind: "rounds", everyTicks: 1 + (index % 3), delayMin: index % 2, delayMax: 1 + (index % 5) },
      ...{ againPermille: (index % 4) * 150, lostPerMillion: (index % 3) * 90_000 },
    }),
  ],
])(`the kernel and a slow one agree on ${WEATHERED} schedules in the weather of %s`, ([, weatherAt]) => {
  const lies = { ...LIES, forger: echo, strange: echo };
  const protocol = { ...babbler, lies } as unknown as Protocol<Parts>;
  const ends = new Set<string>();
  for (let index = 0; index < WEATHERED; index++) {
    const schedule = { ...babbled(scheduleAt(index), index), weather: weatherAt(index) };
    const run = simulate(protocol, schedule, { eventsMax: EVENTS_MAX });
    expect({ index, ...outline(run) }).toEqual({ index, ...simulateSlowly(protocol, schedule, EVENTS_MAX) });
    ends.add(run.end);
  }
  expect(ends).toEqual(new Set(["quiet", "over", "limit", "panic"]));
});

test(`the kernel and a slow one agree on ${CROWDED} schedules of ${CROWD} nodes, and states enter the hash in the middle of each`, () => {
  const lies = { ...LIES, forger: echo, strange: echo };
  const protocol = { ...babbler, lies } as unknown as Protocol<Parts>;
  const eventsMax = 300 * CROWD;
  const ends = new Set<string>();
  for (let index = 0; index < CROWDED; index++) {
    const small = { ...babbled(scheduleAt(index), index), config: "chatty" };
    const setup: Setup = { ...small.setup, nodes: CROWD, topology: { kind: "ring", near: index === 0 ? 6 : 3 } };
    const schedule = { ...small, setup, calm: { ...small.calm, for: (index === 0 ? 5 : 1) * small.calm.for } };
    const run = simulate(protocol, schedule, { eventsMax });
    expect({ index, ...outline(run) }).toEqual({ index, ...simulateSlowly(protocol, schedule, eventsMax) });
    expect(run.events).toBeGreaterThan((index === 0 ? 288 : 64) * CROWD);
    ends.add(run.end);
  }
  expect(ends).toEqual(new Set(["over", "limit"]));
});

/** The same hardships, for words instead of votes. */
const babbled = (schedule: Schedule, index: number): Schedule => ({
  ...schedule,
  config: index % 5 === 0 ? "rash" : "chatty",
  moves: schedule.moves.map((move) =>
    move.kind === "fate" ? { ...move, message: { ...move.message, identity: ["word", index % 5] } } : move,
  ),
});

const outline = (run: Run) => ({ hash: hashOf(run), events: run.events, end: endOf(run) });

/** The slow one does not tell whether there was nothing left to do or no time left to do it in. */
const endOf = ({ end }: Run) => (end === "quiet" || end === "over" ? "well" : end);
