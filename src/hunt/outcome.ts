import type { Failure, Trial } from "./trial.ts";

/** What became of a run, in a word: "held", "unknown", or the identity of the failure that counts. */
export type Outcome = string;

/** The failure that is looked for, where it is among them; else the first of the others; else whether all could be judged. */
export const outcomeOf = ({ failures, verdicts }: Pick<Trial, "failures" | "verdicts">, wanted: string): Outcome => {
  if (failures.some(({ identity }) => identity === wanted)) return wanted;
  const [other] = failures as readonly (Failure | undefined)[];
  if (other !== undefined) return other.identity;
  return verdicts.some(({ kind }) => kind === "unknown") ? "unknown" : "held";
};

/** What every subject promises, whether it says so or not: seen from outside, by whoever runs it. */
export const RUNAWAY = { id: "D0", says: "every run comes to its end" } as const;
