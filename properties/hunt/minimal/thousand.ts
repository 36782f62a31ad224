import { rootOf, search, shrink, subject, trial } from "#hunt";
import { seedAt } from "#kernel";
import { canarySubject } from "#spec/canary";

/** Of these handlers a hundred at most are timers; the rest are messages that arrived. */
const EVENTS_MIN = 1_100;
const RUNS_MAX = 10_000;
const ROOT = rootOf("a thousand messages under weather");

/** Sixteen nodes and many calls. What is lost is never said again, so that one of many departures is enough. */
const crowd = subject(import.meta.url, "crowd", { ...canarySubject, ground: { ...canarySubject.ground, nodes: [16], calls: 24 } });

/** What it took to shrink one long run. */
export interface Cost {
  readonly events: number;
  readonly moves: number;
  readonly executions: number;
}

/** Shrinks runs of a thousand messages and more, under weather, each from a root seed of its own. */
export const costsOfThousands = (runs: number): readonly Cost[] => {
  const costs: Cost[] = [];
  for (let seed = 0; costs.length < runs; seed++) {
    const { found } = search(crowd, { config: "silent", root: seedAt(ROOT, seed), from: 0, to: RUNS_MAX, property: "L2" });
    if (found === undefined || found.schedule.weather === "calm") continue;
    const { events } = trial(crowd, found.schedule).run;
    if (events < EVENTS_MIN) continue;
    const { best, executions } = shrink(crowd, found.schedule, found.failure.identity);
    costs.push({ events, moves: best.moves.length, executions });
  }
  return costs;
};
