import { judged, outcomeOf, rerunsFor } from "#hunt";
import type { Outcome, Repro, Subject } from "#hunt";
import { hashOf, simulateAll } from "#kernel";

/** What became of a repro, run again. */
export interface Replay {
  /** Reproduced: what it states came true, in the very same run where it names one. Hash-differs: it came true in another run. */
  readonly kind: "reproduced" | "hash-differs" | "not-reproduced";
  readonly hash: string;
  readonly outcome: Outcome;
  /** Why the run failed, where it did. */
  readonly because: string | undefined;
  /** How many of the moves changed something: after a change of the protocol some may name what never comes. */
  readonly matched: number;
  readonly moves: number;
}

/** Runs a repro again and compares it with what it states. */
export const replay = (subject: Subject, { schedule, expect, unshrunk, certificate }: Repro): Replay => {
  const { identity } = certificate;
  const run = simulateAll(subject.protocol, schedule, { eventsMax: subject.ground.eventsMax });
  const { verdicts, failures } = judged(subject, schedule, run, rerunsFor(identity));
  const outcome = outcomeOf({ verdicts, failures }, identity);
  const hash = hashOf(run);
  const because = (failures.find((failure) => failure.identity === outcome) ?? failures[0])?.verdict.because;
  const moves = schedule.moves.length;
  const isTrue = outcome === (expect === "broken" ? identity : "held");
  const kind = !isTrue ? "not-reproduced" : hash === certificate.hash || unshrunk !== undefined ? "reproduced" : "hash-differs";
  return { kind, hash, outcome, because, matched: moves - run.idle.length, moves };
};
