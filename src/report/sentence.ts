import { faultyBy } from "#kernel";
import type { Schedule } from "#kernel";
import { RERUNS, RUNAWAY } from "#hunt";
import type { Failure, Finding, Subject } from "#hunt";
import { hardshipOf } from "./moves.ts";
import { listText } from "./words.ts";

/** What went wrong, in one sentence for somebody who sees the protocol for the first time. */
export const sentence = (subject: Subject, { failure, repro }: Finding): string => sentenceOf(subject, failure, repro.schedule);

/** The same, of a failure and the schedule that shows it. */
export const sentenceOf = (subject: Subject, failure: Failure, schedule: Schedule): string => {
  const hardship = hardshipOf(schedule);
  const after = hardship.length === 0 ? "" : `, after ${listText(hardship)}`;
  return `${failure.property} is broken (${saysOf(subject, failure.property)}): ${failure.verdict.because}${honesty(failure, schedule)}${after}.`;
};

/** What a property promises, by its id; those of reruns belong to every subject. */
export const saysOf = ({ properties }: Subject, id: string): string =>
  [...properties, ...Object.values(RERUNS), RUNAWAY].find((property) => property.id === id)?.says ??
  "a promise that the subject no longer makes";

/** Beside a liar the reader must know whose word still counts. */
const honesty = ({ verdict: { roles, nodes } }: Failure, { moves }: Schedule): string => {
  if (!roles.includes("honest") || nodes.length === 0 || moves.every((move) => faultyBy(move) === undefined)) return "";
  const words = [...new Set(nodes)].map((node) => `node ${node}`);
  return ` (${listText(words)} ${words.length === 1 ? "is" : "are"} honest)`;
};
