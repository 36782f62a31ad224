import { simulateAll } from "#kernel";
import { isWhole } from "#hunt";
import type { Finding, Found, Subject } from "#hunt";
import { movesText, weatherText } from "./moves.ts";
import { partingText } from "./parting.ts";
import { sentence, sentenceOf } from "./sentence.ts";
import { timeline } from "./timeline.ts";
import { countText, grouped } from "./words.ts";

/** Where the repro of a finding lies, and what replays it. */
export interface Whereabouts {
  readonly path: string;
  readonly command: string;
}

/** What a failing hunt prints: a sentence, the moves, a timeline, and the way back to them. */
export const findingText = (subject: Subject, finding: Finding, { path, command }: Whereabouts): string => {
  const { failure, repro } = finding;
  return [
    sentence(subject, finding),
    "",
    movesText(repro.schedule),
    "",
    timeline(subject, repro.schedule, failure),
    "",
    ...partingText(subject, repro.schedule, failure.property),
    `found      ${foundText(subject, finding)}`,
    `certified  ${certifiedText(finding)}`,
    ...othersText(finding),
    `repro      ${path}`,
    `replay     ${command}`,
  ].join("\n");
};

/** The same of what could not be made small. Its run may never end, so nothing is shown that takes running it. */
export const unshrunkText = (subject: Subject, found: Found, because: string, { path, command }: Whereabouts): string => {
  const { failure, schedule, index } = found;
  const weather = weatherText(schedule.weather);
  return [
    sentenceOf(subject, failure, schedule),
    "",
    movesText(schedule),
    "",
    `found      by seed ${grouped(index)} of the hunt, in ${countText(schedule.moves.length, "move")} and ${weather}`,
    `left so    not shrunk and not certified: ${because}`,
    `repro      ${path}`,
    `replay     ${command}`,
  ].join("\n");
};

const foundText = (subject: Subject, { found, repro, executions, isSpent }: Finding): string => {
  const { schedule, index } = found;
  const { rolled } = simulateAll(subject.protocol, schedule, { eventsMax: subject.ground.eventsMax, isRecorded: true });
  const before = `${countText(schedule.moves.length, "move")} and ${countText(rolled.length, "fate")} of the weather`;
  const left = countText(repro.schedule.moves.length, "move");
  const effort = `${countText(executions, "execution")}${isSpent ? ", all it may have: there may be a smaller one" : ""}`;
  return `by seed ${grouped(index)} of the hunt, in ${before}; shrunk to ${left} in ${effort}`;
};

const certifiedText = ({ repro: { schedule, certificate } }: Finding): string => {
  const { without, identity, hash } = certificate;
  const held = without.filter(([, outcome]) => outcome === "held").length;
  const stands = without.filter(([, outcome]) => outcome === identity).length;
  const rest = without.length - held - stands;
  const others = rest === 0 ? "" : `, ${grouped(rest)} end otherwise`;
  const still = stands === 0 ? "none still fails so" : `${grouped(stands)} still fail so`;
  const most = isWhole(certificate, schedule.moves.length) ? "" : "not proven minimal, for there are more; ";
  return `${most}${countText(without.length, "removal")} of one move or two: ${grouped(held)} hold${others}, ${still} (run ${hash})`;
};

const othersText = ({ others }: Finding): readonly string[] =>
  others.length === 0 ? [] : [`beside it  ${others.map(({ failure }) => failure.identity).join("; ")}`];
