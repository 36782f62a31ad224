/** A mistake of the register, the promise that it is there to break, and in how many runs a hunt finds that. */
export interface Mutant {
  readonly config: string;
  readonly property: string;
  readonly runs: number;
}

/** Ten times as many runs as it usually takes. A deposed leader must be cut off, replaced, and asked before the cut heals. */
export const MUTANTS: readonly Mutant[] = [
  { config: "stale", property: "S8", runs: 2_000 },
  { config: "deposed", property: "S8", runs: 200_000 },
  { config: "hasty", property: "S8", runs: 10_000 },
  { config: "losing", property: "S8", runs: 10_000 },
  { config: "twice", property: "S8", runs: 2_000 },
  { config: "patient", property: "L3", runs: 1_000 },
  { config: "fragile", property: "S6", runs: 1_000 },
];
