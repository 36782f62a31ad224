import type { Schedule, Seed } from "#kernel";
import { seedAt } from "#kernel";
import type { Rerun } from "#oracles";
import { generate } from "./generate.ts";
import type { Subject } from "./subject.ts";
import { RERUNS, trial } from "./trial.ts";
import type { Failure, Trial } from "./trial.ts";

/** What is looked for, and among which seeds of the root seed. */
export interface Search {
  readonly config: string;
  readonly root: Seed;
  readonly from: number;
  readonly to: number;
  /** Only a breach of this property counts; of any one where it is absent. */
  readonly property?: string;
}

/** A failing schedule, as it was found. */
export interface Found {
  readonly index: number;
  readonly schedule: Schedule;
  readonly failure: Failure;
}

/** What a search saw, whether it found anything or not. */
export interface Sight {
  readonly runs: number;
  readonly events: number;
  /** How many runs could not be judged to their end. */
  readonly unknown: number;
  /** Obligations that each property judged, in the subject's order. */
  readonly judged: readonly number[];
  /** Runs in which each `sometimes` was seen. */
  readonly seen: readonly number[];
  readonly found: Found | undefined;
}

/** Every sixteenth schedule is run again: as it is, with its Maps and Sets re-inserted, and with all frozen that leaves a node. */
const RERUN_EVERY = 16;

/** Runs seed after seed, up to the first that breaks what is looked for. */
export const search = (subject: Subject, { config, root, from, to, property }: Search): Sight => {
  const judged = subject.properties.map(() => 0);
  const seen = subject.sometimes.map(() => 0);
  let events = 0;
  let unknown = 0;
  for (let index = from; index < to; index++) {
    const schedule = generate(subject.ground, config, seedAt(root, index));
    const tried = trial(subject, schedule, rerunsAt(index));
    events += tried.run.events;
    if (note(subject, tried, judged, seen)) unknown++;
    const failure = tried.failures.find((one) => property === undefined || one.property === property);
    if (failure !== undefined)
      return { runs: index - from + 1, events, unknown, judged, seen, found: believed(subject, { index, schedule, failure }) };
  }
  return { runs: to - from, events, unknown, judged, seen, found: undefined };
};

/**
 * A finding of the bulk is believed when it stands twice, and with all frozen that leaves a node, as nothing is in bulk. What
 * changes between these runs is the graver finding: a cause outside the schedule, or a message changed after it was sent.
 */
const believed = (subject: Subject, found: Found): Found => {
  const { failures } = trial(subject, found.schedule, ["same", "frozen"]);
  const graver = failures.find(({ property }) => property === RERUNS.same.id || property === RERUNS.frozen.id);
  return graver === undefined ? found : { ...found, failure: graver };
};

const rerunsAt = (index: number): readonly Rerun[] => (index % RERUN_EVERY === 0 ? ["same", "permuted", "frozen"] : []);

/** Adds up what this run showed, and says whether a verdict was left open. */
const note = (subject: Subject, { run, verdicts }: Trial, judged: number[], seen: number[]): boolean => {
  let isOpen = false;
  for (let i = 0; i < verdicts.length; i++) {
    const verdict = verdicts[i]!;
    if (verdict.kind === "held") judged[i]! += verdict.judged;
    if (verdict.kind === "unknown") isOpen = true;
  }
  for (let i = 0; i < seen.length; i++) if (subject.sometimes[i]!.isSeen(run.history)) seen[i]!++;
  return isOpen;
};
