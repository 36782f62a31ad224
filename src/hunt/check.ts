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
  const count = schedule.moves.length;
  const whole = outcome(subject, schedule, identity);
  if (whole.hash !== hash) wrong.push(`the run has the hash ${whole.hash}, and the certificate says "${hash}"`);
  if (whole.word !== identity) wrong.push(`the run is "${whole.word}", and the certificate says "${identity}"`);
  const listed = new Set<string>();
  for (const [removed, said] of without) {
    const name = removed.join(" and ");
    if (!isRemoval(removed, count)) wrong.push(`there is no removal of "${name}"`);
    else if (listed.has(name)) wrong.push(`the removal of ${name} is listed twice`);
    else {
      listed.add(name);
      wrong.push(...checkOne(subject, schedule, { removed, said }, identity));
    }
  }
  return [...wrong, ...silences(listed, count)];
};

/** One move, or two in the order in which they stand. */
const isRemoval = (removed: readonly number[], count: number): boolean => {
  const [early, late] = removed;
  const isThere = (index: number | undefined): boolean => Number.isInteger(index) && index! >= 0 && index! < count;
  return isThere(early) && (removed.length === 1 || (removed.length === 2 && isThere(late) && early! < late!));
};

const checkOne = (
  subject: Subject,
  schedule: Schedule,
  { removed, said }: { readonly removed: readonly number[]; readonly said: string },
  identity: string,
): readonly string[] => {
  const name = removed.join(" and ");
  const moves = schedule.moves.filter((_, index) => !removed.includes(index));
  const { word } = outcome(subject, { ...schedule, moves }, identity);
  if (word === identity) return [`without ${name} it still fails, so it is not minimal`];
  return word === said ? [] : [`without ${name} the run is "${word}", and the certificate says "${said}"`];
};

const outcome = (subject: Subject, schedule: Schedule, identity: string): { readonly hash: string; readonly word: string } => {
  const { run, failures, verdicts } = trial(subject, schedule, rerunsFor(identity));
  const found = failures.find((failure) => failure.identity === identity) ?? failures[0];
  const word = found?.identity ?? (verdicts.some(({ kind }) => kind === "unknown") ? "unknown" : "held");
  return { hash: hashOf(run), word };
};

/** Counted, not listed: thousands of moves have millions of pairs. */
const silences = (listed: ReadonlySet<string>, count: number): readonly string[] => {
  const missing = count + (count * (count - 1)) / 2 - listed.size;
  return missing === 0 ? [] : [`of ${missing} removals nothing is said, first of that of ${firstMissing(listed, count)}`];
};

const firstMissing = (listed: ReadonlySet<string>, count: number): string => {
  for (let one = 0; one < count; one++) if (!listed.has(String(one))) return String(one);
  for (let early = 0; early < count; early++)
    for (let late = early + 1; late < count; late++) if (!listed.has(`${early} and ${late}`)) return `${early} and ${late}`;
  return "none";
};
