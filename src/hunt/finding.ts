import type { Schedule } from "#kernel";
import { invariant } from "#kernel";
import type { Certificate } from "./certificate.ts";
import { certify } from "./certificate.ts";
import type { Found } from "./search.ts";
import { SHRINK_MAX, shrink } from "./shrink.ts";
import type { Subject } from "./subject.ts";
import { rerunsFor, trial } from "./trial.ts";
import type { Failure } from "./trial.ts";

/** A failing schedule as a file holds it: minimal, with its certificate, or else with the reason why not. */
export interface Repro {
  readonly format: 1;
  /** The name of a subject of this house, or `./module.ts#export`, relative to the file. */
  readonly subject: string;
  readonly property: string;
  /** What replaying must show. */
  readonly expect: "broken" | "held";
  readonly because: string;
  /** Why the schedule was left as it was found. Then nothing is certified: there are no removals, and the hash is that of no run. */
  readonly unshrunk?: string;
  readonly schedule: Schedule;
  readonly certificate: Certificate;
}

/** A broken promise, found, shrunk and certified. */
export interface Finding {
  readonly failure: Failure;
  readonly repro: Repro;
  /** The schedule as it was found, and the executions it took to make it minimal. */
  readonly found: Found;
  readonly executions: number;
  /** Whether shrinking had to stop before it had tried all: then there may be a smaller one. */
  readonly isSpent: boolean;
  /** Failures of another identity that came up while shrinking: findings of their own, not yet shrunk. */
  readonly others: readonly { readonly failure: Failure; readonly schedule: Schedule }[];
}

/** Shrinks what a search found, and certifies the result. */
export const findingOf = (subject: Subject, found: Found, budget = SHRINK_MAX): Finding => {
  const { identity, property } = found.failure;
  const { best, executions, isSpent, others } = shrink(subject, found.schedule, identity, budget);
  const failure = trial(subject, best, rerunsFor(identity)).failures.find((one) => one.identity === identity);
  invariant(failure !== undefined, "a shrunk schedule fails as the one it came from");
  const certificate = certify(subject, best, identity);
  const because = failure.verdict.because;
  const repro: Repro = { format: 1, subject: subject.name, property, expect: "broken", because, schedule: best, certificate };
  return { failure, repro, found, executions, isSpent, others: [...others.values()] };
};

/** What a search found, as it was found: a file for what could not be made small, and says so. */
export const unshrunkOf = (subject: Subject, { schedule, failure }: Found, unshrunk: string): Repro => {
  const { property, identity, verdict } = failure;
  const certificate = { hash: HASH_OF_NOTHING, identity, without: [] };
  return { format: 1, subject: subject.name, property, expect: "broken", because: verdict.because, unshrunk, schedule, certificate };
};

const HASH_OF_NOTHING = "0000000000000000";
