import type { Rules } from "./rules.ts";

/** Each option under its name, as it is measured: `v0+selective` is `v0` with this and nothing else changed. */
export const OPTIONS = {
  batching: { batches: "requests" },
  selective: { asks: "missing" },
  pruning: { keeps: 5 },
  adaptive: { adapts: "to-answers" },
  hierarchical: { groups: 3 },
  sharding: { arcs: 8 },
  resubmit: { repeats: 3 },
  refetch: { fetches: "again" },
  blocking: { expiresAs: "blocked" },
  "rate-limit": { takesMax: 8, placeholders: 16 },
  "back-pressure": { pressedAt: 12 },
} as const satisfies Readonly<Record<string, Partial<Rules>>>;

/** Where votes are told to all and nobody is asked, options of asking say nothing. */
const ANYWHERE: readonly string[] = ["resubmit", "rate-limit"];

/** Rules with each option alone, by the name that a scenario or a repro quotes. An option that they have anyway is left out. */
export const withOptions = (name: string, rules: Rules): Readonly<Record<string, Rules>> =>
  Object.fromEntries(
    Object.entries(OPTIONS)
      .filter(([option]) => rules.spreads !== "broadcast" || ANYWHERE.includes(option))
      .map(([option, added]) => [`${name}+${option}`, { ...rules, ...added }] as const)
      .filter(([, changed]) => Object.entries(changed).some(([key, value]) => rules[key as keyof Rules] !== value)),
  );
