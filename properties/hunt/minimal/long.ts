import { certify, check, generate, shrink, trial } from "#hunt";
import type { Found } from "#hunt";
import { Trace, seedAt } from "#kernel";
import type { Schedule } from "#kernel";
import { ROOT, canary, of } from "./bugs.ts";
import type { Bug } from "./bugs.ts";
import { medianOf } from "./gather.ts";

/** A thousand messages and more, under weather that loses some of them: what chance did there is a schedule of hundreds of moves. */
const GROUND = { nodes: [16], eventsMax: 20_000 } as const;
const MESSAGES_MIN = 1_000;
const EXECUTIONS_MAX = 100;

export const LONG: readonly Bug[] = [
  of("sixteen", canary("minting", "S4", "a thousand messages, one call", GROUND)),
  of("sixteen", canary("hoarding", "S7", "a thousand messages, a chain of calls", GROUND)),
];

/** What became of the long runs of one bug. */
export interface LongRow {
  readonly name: string;
  readonly seeds: number;
  readonly messages: number;
  readonly length: number;
  readonly executions: number;
  readonly executionsWorst: number;
  readonly short: readonly string[];
}

/** Shrinks long failing runs from so many seeds; certificates are made and checked beside the count. */
export const shrinkLong = (bug: Bug, seeds: number): LongRow => {
  const found = Array.from({ length: seeds }, (_, seed) => longFoundBy(bug, seed));
  const quests = found.map(({ schedule, failure }) => shrink(bug.subject, schedule, failure.identity));
  const executions = quests.map((quest) => quest.executions);
  const wrong = quests.flatMap(({ best, identity }) => check(bug.subject, best, certify(bug.subject, best, identity)));
  const median = medianOf(executions);
  const dear = median <= EXECUTIONS_MAX ? [] : [`a shrink took ${median} executions, at most ${EXECUTIONS_MAX} are promised`];
  return {
    name: bug.name,
    seeds,
    messages: medianOf(found.map(({ schedule }) => messagesIn(bug, schedule))),
    length: medianOf(quests.map(({ best }) => best.moves.length)),
    executions: median,
    executionsWorst: Math.max(...executions),
    short: [...wrong, ...dear],
  };
};

/** One row as a line of progress. */
export const longLineOf = ({ name, messages, length, executions, executionsWorst, short }: LongRow): string =>
  `${short.length === 0 ? "kept      " : "FELL SHORT"}  ${name.padEnd(26)} ${messages} messages, ${length} moves, ${executions} executions, the worst ${executionsWorst}`;

/** The first failing run of a root seed that is long enough, and had weather. */
const longFoundBy = (bug: Bug, seed: number): Found => {
  for (let index = 0; index < RUNS_MAX; index++) {
    const schedule = generate(bug.subject.ground, bug.config, seedAt(seedAt(ROOT, seed), index));
    if (schedule.weather === "calm" || schedule.weather.kind !== undefined || schedule.weather.lossPermille === 0) continue;
    const { run, failures } = trial(bug.subject, schedule);
    const failure = failures.find(({ property }) => property === bug.property);
    if (failure === undefined || run.events < MESSAGES_MIN / 2) continue;
    if (messagesIn(bug, schedule) >= MESSAGES_MIN) return { index, schedule, failure };
  }
  throw new Error(`${bug.name}: no long run from seed ${seed}`);
};

const RUNS_MAX = 20_000;

/** What was said from one node to another. */
const messagesIn = ({ subject }: Bug, schedule: Schedule): number => {
  const trace = new Trace();
  trial(subject, schedule, [], { trace });
  return trace.lines.filter((line) => line.kind === "send" && line.from !== line.to).length;
};
