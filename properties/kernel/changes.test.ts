import { expect, test } from "vitest";
import { diverge, hashOf, simulate, tell } from "#kernel";
import type { Schedule, Told } from "#kernel";
import { bird } from "./bird.ts";
import { committed } from "./committed.ts";
import { intruded } from "./intrude.ts";
import type { Intruded } from "./intrude.ts";
import { tampered } from "./tamper.ts";
import type { Tampering } from "./tamper.ts";

const runs = committed();
const COUNT = 1_000;
/** Frozen, so that a change stays with the node it was made to. */
const WATCH = { isFrozen: true };
const INTRUSIONS = ["loss", "lateness", "overtaking"] as const;
const TAMPERINGS = ["message", "observation", "record", "timer"] as const;

test("a run that is watched, wrapped and driven by hand has the hash of the plain one, as long as nothing is changed", () => {
  for (const { schedule, hash } of runs) {
    expect(hashOf(simulate(bird, schedule, WATCH))).toBe(hash);
    expect(hashOf(simulate(tampered(bird).protocol, schedule))).toBe(hash);
    expect(hashOf(tell(tampered(bird).protocol, schedule, WATCH).run)).toBe(hash);
    expect(intruded(bird, schedule, { what: "loss", at: Infinity })).toEqual({ hash, isDone: false });
  }
});

test(`${COUNT} changes of one event, its tick or its order, of one message, observation, record or timer: each changes the hash`, () => {
  const seen = new Map<string, number>();
  for (let seed = 0, count = 0; count < COUNT; seed++) {
    const { schedule, hash } = runs[seed % runs.length]!;
    const kinds = [...INTRUSIONS, ...TAMPERINGS];
    const what = kinds[seed % kinds.length]!;
    const at = Math.floor(seed / runs.length);
    const changed = isIntrusion(what) ? intruded(bird, schedule, { what, at }) : shown({ what, at, seed }, schedule);
    if (!changed.isDone) continue;
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
    const { isChanged, told } = tamper(tampering, schedule);
    if (!isChanged) continue;
    count++;
    if (hashOf(told.run) !== hash) continue;
    // Overwritten, or lost in a crash, before anything came of it and before states were hashed again.
    healed++;
    expect(diverge(plain(schedule), told)?.place.kind).toBe("handler");
  }
  expect(healed).toBeLessThan(COUNT / 5);
});

const isIntrusion = (what: string): what is (typeof INTRUSIONS)[number] => INTRUSIONS.some((one) => one === what);

/** A change that the crash of its node made void, or that the lie on the way out swallowed, is none. */
const shown = (tampering: Tampering, schedule: Schedule): Intruded => {
  const { isChanged, told } = tamper(tampering, schedule);
  return { hash: hashOf(told.run), isDone: isChanged && diverge(plain(schedule), told) !== undefined };
};

const tamper = (tampering: Tampering, schedule: Schedule): { readonly isChanged: boolean; readonly told: Told } => {
  const { protocol, isDone } = tampered(bird, tampering);
  const told = tell(protocol, schedule, WATCH);
  return { isChanged: isDone(), told };
};

const plain = (schedule: Schedule): Told => tell(bird, schedule, WATCH);
