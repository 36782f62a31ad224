import { expect, test } from "vitest";
import { diverge, hashOf, simulate, tell } from "#kernel";
import type { Schedule } from "#kernel";
import { bird } from "./bird.ts";
import { committed } from "./committed.ts";
import { intruded } from "./intrude.ts";
import type { Intruded } from "./intrude.ts";
import { tampered } from "./tamper.ts";
import type { Tampering } from "./tamper.ts";

const runs = committed();
const COUNT = 1_000;
/** Frozen, so that a change stays with the node it was made to; and cut short where a mutant never stops talking. */
const WATCH = { isFrozen: true, eventsMax: 3_000 };
/** A run has about a hundred events, and a handful of observations, records and timers. */
const EVENTS_BETWEEN = 17;
const INTRUSIONS = ["loss", "lateness", "overtaking"] as const;
const TAMPERINGS = ["message", "observation", "record", "timer"] as const;

test("a run that is watched, wrapped and driven by hand has the hash of the plain one, as long as nothing is changed", () => {
  for (const { schedule, hash } of runs) {
    expect(hashOf(simulate(bird, schedule, WATCH))).toBe(hash);
    expect(hashOf(simulate(tampered(bird).protocol, schedule))).toBe(hash);
    expect(hashOf(tell(tampered(bird).protocol, schedule, WATCH).run)).toBe(hash);
    expect(intruded(bird, schedule, { what: "loss", at: Infinity }, WATCH)).toEqual({ hash, isDone: false });
  }
});

test(`${COUNT} changes of one event, its tick or its order, of one message, observation, record or timer: each changes the hash`, () => {
  const seen = new Map<string, number>();
  const kinds = [...INTRUSIONS, ...TAMPERINGS];
  for (let seed = 0, count = 0; count < COUNT; seed++) {
    const { schedule, hash } = runs[seed % runs.length]!;
    const what = kinds[seed % kinds.length]!;
    const round = Math.floor(seed / runs.length / kinds.length);
    const at = isIntrusion(what) ? round * EVENTS_BETWEEN : round;
    const changed = isIntrusion(what) ? intruded(bird, schedule, { what, at }, WATCH) : tamper({ what, at, seed }, schedule);
    // What the crash of its node made void, or the lie on the way out swallowed, was never said at all.
    const isVoid = changed.hash === hash && !isIntrusion(what) && !shows({ what, at, seed }, schedule);
    if (!changed.isDone || isVoid) continue;
    expect({ seed, what, hash: changed.hash }).not.toEqual({ seed, what, hash });
    seen.set(what, (seen.get(what) ?? 0) + 1);
    count++;
  }
  expect(seen.size).toBe(7);
  expect(Math.min(...seen.values())).toBeGreaterThan(50);
});

test(`${COUNT} changes of one field of a state: each shows where all is told, and four in five last long enough to change the hash`, () => {
  let healed = 0;
  for (let seed = 0, count = 0; count < COUNT; seed++) {
    const { schedule, hash } = runs[seed % runs.length]!;
    const tampering = { what: "state", at: Math.floor(seed / runs.length), seed } as const;
    const changed = tamper(tampering, schedule);
    if (!changed.isDone) continue;
    count++;
    if (changed.hash !== hash) continue;
    // Overwritten, or lost in a crash, before anything came of it and before states were hashed again.
    healed++;
    expect(shows(tampering, schedule)).toBe(true);
  }
  expect(healed).toBeLessThan(COUNT / 5);
});

const isIntrusion = (what: string): what is (typeof INTRUSIONS)[number] => INTRUSIONS.some((one) => one === what);

const tamper = (tampering: Tampering, schedule: Schedule): Intruded => {
  const { protocol, isDone } = tampered(bird, tampering);
  const hash = hashOf(simulate(protocol, schedule, WATCH));
  return { hash, isDone: isDone() };
};

/** Whether all that is told of a run is other than it was. */
const shows = (tampering: Tampering, schedule: Schedule): boolean =>
  diverge(tell(bird, schedule, WATCH), tell(tampered(bird, tampering).protocol, schedule, WATCH)) !== undefined;
