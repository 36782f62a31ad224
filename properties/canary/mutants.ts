import type { Subject } from "#hunt";
import { canarySubject } from "#spec/canary";

/** A mistake of the canary, the promise that it is there to break, and in how many runs a hunt finds that. */
export interface Mutant {
  readonly config: string;
  readonly property: string;
  readonly runs: number;
}

/** Ten times as many runs as it usually takes. Those that need a crash and a restart at the right moment take thousands. */
export const MUTANTS: readonly Mutant[] = [
  { config: "short-quorum", property: "S1", runs: 2_000 },
  { config: "forgetful", property: "S1", runs: 100_000 },
  { config: "hasty", property: "L2", runs: 10_000 },
  { config: "silent", property: "L1", runs: 1_000 },
  { config: "weary", property: "L1", runs: 2_000 },
  { config: "aloof", property: "L2", runs: 10_000 },
  { config: "gullible", property: "S1", runs: 10_000 },
  { config: "double-counting", property: "S1", runs: 5_000 },
  { config: "disorderly", property: "D2", runs: 1_000 },
  { config: "inventive", property: "S2", runs: 2_000 },
  { config: "leaping", property: "S3", runs: 200 },
  { config: "minting", property: "S4", runs: 500 },
  { config: "reborn", property: "S5", runs: 5_000 },
  { config: "fragile", property: "S6", runs: 1_000 },
  { config: "hoarding", property: "S7", runs: 10_000 },
];

/** A leaping canary that was led in a circle talks for ever, and more with every word: it is cut short. */
const EVENTS_MAX = 1_000;

/** The canary on the ground where all its mutants are hunted. */
export const mutantSubject: Subject = { ...canarySubject, ground: { ...canarySubject.ground, eventsMax: EVENTS_MAX } };
