import { simulate } from "#kernel";
import type { Run, Schedule, Watch } from "#kernel";
import { identityOf, judge, order } from "#oracles";
import type { Broken, Property, Rerun, Verdict } from "#oracles";
import type { Subject } from "./subject.ts";

/** A broken promise of one run. */
export interface Failure {
  /** The id of the property that broke. */
  readonly property: string;
  readonly class: "safety" | "liveness";
  /** Property, sort of breach and roles: what shrinking must keep. */
  readonly identity: string;
  readonly verdict: Broken;
}

/** One run, judged. Hunting, shrinking, replaying and reporting all take this one step. */
export interface Trial {
  readonly run: Run;
  /** One for each property of the subject, in its order. */
  readonly verdicts: readonly Verdict[];
  readonly failures: readonly Failure[];
}

/** What every subject promises, though no history shows it: to be had by making the run again. */
export const RERUNS: Readonly<Record<Rerun, { readonly id: string; readonly says: string }>> = {
  same: { id: "D1", says: "a run made twice is the same" },
  permuted: { id: "D2", says: "the order of Maps and Sets has no say" },
  frozen: { id: "D3", says: "what leaves a node is never changed again" },
};

/** The reruns that it takes to see this failure. */
export const rerunsFor = (identity: string): readonly Rerun[] =>
  (["same", "permuted", "frozen"] as const).filter((rerun) => identity.startsWith(`${RERUNS[rerun].id} `));

/** Runs a schedule and judges it; each rerun costs another run. */
export const trial = (subject: Subject, schedule: Schedule, reruns: readonly Rerun[] = [], watch: Watch = {}): Trial => {
  const run = simulate(subject.protocol, schedule, { eventsMax: subject.ground.eventsMax, ...watch });
  return judged(subject, schedule, run, reruns);
};

/** Judges a run that was made already. */
export const judged = (subject: Subject, schedule: Schedule, run: Run, reruns: readonly Rerun[]): Trial => {
  const verdicts = judge(subject.properties, schedule, run);
  const failures: Failure[] = [];
  for (let i = 0; i < verdicts.length; i++) {
    const verdict = verdicts[i]!;
    if (verdict.kind === "broken") failures.push(failureOf(subject.properties[i]!, verdict));
  }
  for (const rerun of reruns) failures.push(...again(subject, schedule, run, rerun));
  return { run, verdicts, failures };
};

const failureOf = (property: Property, verdict: Broken): Failure => ({
  property: property.id,
  class: property.oracle.class,
  identity: identityOf(property, verdict),
  verdict,
});

const again = (subject: Subject, schedule: Schedule, run: Run, rerun: Rerun): Failure[] => {
  const verdict = order(
    rerun,
    run,
    simulate(subject.protocol, schedule, {
      eventsMax: subject.ground.eventsMax,
      isPermuted: rerun === "permuted",
      isFrozen: rerun === "frozen",
    }),
  );
  if (verdict.kind !== "broken") return [];
  const { id } = RERUNS[rerun];
  return [{ property: id, class: "safety", identity: `${id} ${verdict.sort}`, verdict }];
};
