import type { Sight } from "#hunt";

/** What was seen before anything was run. */
export const noSight = (properties: number, sometimes: number): Sight => ({
  runs: 0,
  events: 0,
  unknown: 0,
  judged: Array.from({ length: properties }, () => 0),
  seen: Array.from({ length: sometimes }, () => 0),
  found: undefined,
});

/** What two searches saw together, the earlier one first: the same however the seeds were split. */
export const together = (one: Sight, other: Sight): Sight => ({
  runs: one.runs + other.runs,
  events: one.events + other.events,
  unknown: one.unknown + other.unknown,
  judged: one.judged.map((count, place) => count + other.judged[place]!),
  seen: one.seen.map((count, place) => count + other.seen[place]!),
  found: one.found ?? other.found,
});
