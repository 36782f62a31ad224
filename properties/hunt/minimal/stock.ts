import { judged } from "#hunt";
import { Cluster } from "#kernel";
import type { Fate, Move, Schedule } from "#kernel";
import fc from "fast-check";
import type { Bug } from "./bugs.ts";
import { medianOf } from "./gather.ts";
import { moveOf } from "./stock-moves.ts";
import type { Ask } from "./stock-moves.ts";

/** What `fc.commands` and its own shrinking made of a bug. */
export interface StockRow {
  readonly name: string;
  readonly seeds: number;
  /** From how many seeds it found the bug at all. */
  readonly found: number;
  readonly length: number;
  readonly lengthWorst: number;
  /** Runs spent on shrinking alone. */
  readonly executions: number;
}

/** Longer lists than that take the stock shrinker longer, and find nothing more. */
const COMMANDS_MAX = 40;
const RUNS_MAX = 30_000;

/** Hunts with the stock commands, once for each seed, in calm weather, where a named fate is a command like any other. */
export const stock = (bug: Bug, empty: Schedule, seeds: number): StockRow => {
  const lengths: number[] = [];
  const executions: number[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    let runs = 0;
    const act = fc.tuple(fc.nat({ max: 4 }), moveOf(bug.subject.ground, empty.setup)).map(([gap, ask]) => new Act(gap, ask));
    const list = fc.commands<object, Cluster>([act], { size: "max", maxCommands: COMMANDS_MAX });
    const property = fc.property(list, (asked) => {
      runs++;
      return isHeld(bug, empty, [...asked] as unknown as readonly Wrapped[]);
    });
    const { counterexample, numRuns } = fc.check(property, { seed, numRuns: RUNS_MAX });
    if (counterexample === null) continue;
    lengths.push([...counterexample[0]].length);
    executions.push(runs - numRuns);
  }
  return {
    name: bug.name,
    seeds,
    found: lengths.length,
    length: medianOf(lengths),
    lengthWorst: Math.max(...lengths),
    executions: medianOf(executions),
  };
};

/** One row as a line of progress. */
export const stockLineOf = ({ name, length, lengthWorst, executions, found, seeds }: StockRow): string =>
  `stock       ${name.padEnd(26)} ${length} moves, the worst ${lengthWorst}, ${executions} executions, found from ${found} of ${seeds} seeds`;

/** As plain as a user would write it: one command a move, so many ticks after the one before. A fate was made with the cluster. */
class Act implements fc.Command<object, Cluster> {
  readonly gap: number;
  readonly move: Ask;
  constructor(gap: number, move: Ask) {
    this.gap = gap;
    this.move = move;
  }
  check(): boolean {
    return true;
  }
  run(_model: object, cluster: Cluster): void {
    if (this.move.kind === "fate") return;
    cluster.until(cluster.now + this.gap);
    cluster.apply({ ...this.move, at: cluster.now } as Move);
  }
  toString(): string {
    return `${this.gap} ${JSON.stringify(this.move)}`;
  }
}

/** fast-check keeps each command in a wrapper that notes whether it ran. */
type Wrapped = fc.Command<object, Cluster> & { readonly cmd: Act };

const isHeld = ({ subject, property }: Bug, empty: Schedule, asked: readonly Wrapped[]): boolean => {
  const moves = asked.flatMap(({ cmd: { move } }) => (move.kind === "fate" ? [move as Fate] : []));
  const cluster = new Cluster(subject.protocol, { ...empty, moves }, { eventsMax: subject.ground.eventsMax });
  fc.modelRun(() => ({ model: {}, real: cluster }), asked);
  const from = Math.max(empty.calm.from, cluster.now);
  cluster.until(from);
  cluster.calm();
  cluster.until(from + empty.calm.for);
  const { failures } = judged(subject, { ...empty, calm: { ...empty.calm, from } }, cluster.finish(), []);
  return !failures.some((failure) => failure.property === property);
};
