import type { Schedule } from "#kernel";
import { hashOf } from "#kernel";
import type { Certificate } from "./certificate.ts";
import type { Subject } from "./subject.ts";
import { rerunsFor, trial } from "./trial.ts";

/**
 * Checks a certificate against the subject, from nothing but trials: what it says of the run, that every single move and every
 * pair is accounted for, and that each removal has the outcome it claims. Returns what is wrong, nothing where all is right.
 */
export const check = (subject: Subject, schedule: Schedule, { hash, identity, without }: Certificate): readonly string[] => {
  const wrong: string[] = [];
  const whole = outcome(subject, schedule, identity);
  if (whole.hash !== hash) wrong.push(`the run has the hash ${whole.hash}, and the certificate says ${hash}`);
  if (whole.word !== identity) wrong.push(`the run is "${whole.word}", and the certificate says "${identity}"`);
  const claimed = new Map(without.map(([removed, word]) => [removed.join(), word]));
  const count = schedule.moves.length;
  const expected = count + (count * (count - 1)) / 2;
  if (claimed.size !== without.length || without.length !== expected)
    wrong.push(`${expected} removals must each be listed once, and ${without.length} are listed`);
  for (let early = 0; early < count; early++) {
    wrong.push(...checkOne(subject, schedule, [early], identity, claimed));
    for (let late = early + 1; late < count; late++) wrong.push(...checkOne(subject, schedule, [early, late], identity, claimed));
  }
  return wrong;
};

const checkOne = (
  subject: Subject,
  schedule: Schedule,
  removed: readonly number[],
  identity: string,
  claimed: ReadonlyMap<string, string>,
): readonly string[] => {
  const said = claimed.get(removed.join());
  if (said === undefined) return [`without ${removed.join(" and ")}: nothing is said`];
  const moves = schedule.moves.filter((_, index) => !removed.includes(index));
  const { word } = outcome(subject, { ...schedule, moves }, identity);
  if (word === identity) return [`without ${removed.join(" and ")} it still fails, so it is not minimal`];
  return word === said ? [] : [`without ${removed.join(" and ")} the run is "${word}", and the certificate says "${said}"`];
};

const outcome = (subject: Subject, schedule: Schedule, identity: string): { readonly hash: string; readonly word: string } => {
  const { run, failures, verdicts } = trial(subject, schedule, rerunsFor(identity));
  const found = failures.find((failure) => failure.identity === identity) ?? failures[0];
  const word = found?.identity ?? (verdicts.some(({ kind }) => kind === "unknown") ? "unknown" : "held");
  return { hash: hashOf(run), word };
};
