import { relative } from "node:path";
import { RERUNS, RUNAWAY, findingOf, refusalOfSubject, rootOf, search, silentIn, unshrunkOf } from "#hunt";
import type { Finding, Subject } from "#hunt";
import { findingText, summary, unshrunkText } from "#report";
import { COMMAND } from "./command.ts";
import { folderOf, nameSeenFrom, saveRepro } from "./files.ts";
import { load } from "./load.ts";
import type { Catch } from "./pool-hunt.ts";
import { huntInPool } from "./pool.ts";

/** What a test hunts for. */
export interface Hunting {
  readonly config: string;
  readonly runs: number;
  /** Any text. One and the same where it is left out: a test finds today what it found yesterday. */
  readonly seed?: string;
  /** Only a breach of this property counts; of any one where it is left out. */
  readonly property?: string;
  /** How many processes share the hunt; 0 stays in this one, without a watchdog, as does a subject that its module does not export. */
  readonly workers?: number;
}

/** What a hunt saw, and how it reads. */
export interface Report {
  readonly runs: number;
  readonly events: number;
  readonly unknown: number;
  readonly judged: readonly number[];
  readonly seen: readonly number[];
  readonly catch: Catch | undefined;
  /** What it saw, as text; of a hunt that found something: the sentence, the moves, the timeline, the way back. */
  readonly text: string;
}

const SEED_FIRST = "schism";
/** As many as CI has cores. */
const WORKERS = 2;
const FOLDER = "reports/out/repros";

/** Hunts, and writes what it finds below `reports/out/repros`. */
export const hunting = async (subject: Subject, hunt: Hunting): Promise<Report> => {
  const { seed = SEED_FIRST, workers = WORKERS, runs } = hunt;
  refuseUnless(Number.isSafeInteger(runs) && runs > 0, `a hunt has a number of runs above zero, and not ${runs}`);
  const wrong = refusalOfSubject(subject, "subject");
  if (wrong !== undefined) throw new TypeError(`${wrong.place}: ${wrong.because}. ${wrong.remedy}`);
  refuseUnknown(subject, "configuration", hunt.config, Object.keys(subject.protocol.configs));
  const promises = [...subject.properties, ...Object.values(RERUNS), RUNAWAY].map(({ id }) => id);
  if (hunt.property !== undefined) refuseUnknown(subject, "property", hunt.property, promises);
  const sight = workers > 0 && (await isExported(subject)) ? await apart(subject, hunt, seed, workers) : within(subject, hunt, seed);
  const found = sight.catch;
  return { ...sight, text: found === undefined ? summary(subject, { ...sight, found }) : textOf(subject, found) };
};

/** Hunts, and fails unless all held: nothing broken, nothing left open, and everything seen that the subject's `sometimes` asks for. */
export const expectHolds = async (subject: Subject, hunt: Hunting): Promise<Report> => {
  const report = await hunting(subject, hunt);
  if (report.catch !== undefined) throw failed(expectHolds, report.text);
  if (report.unknown > 0)
    throw failed(
      expectHolds,
      `${report.unknown} of ${report.runs} runs could not be judged to their end, so it is not known whether it holds\n\n${report.text}`,
    );
  const silent = silentIn(subject, report, hunt.property);
  if (silent.length > 0)
    throw failed(
      expectHolds,
      `nothing to tell in ${report.runs} runs had ${silent.map(({ id, says }) => `${id}, ${says}`).join("; ")}\n\n${report.text}`,
    );
  return report;
};

/** Hunts for a breach that must be there, and fails where none is found. */
export const expectBreaks = async (subject: Subject, hunt: Hunting & { readonly property: string }): Promise<Finding> => {
  const report = await hunting(subject, hunt);
  if (report.catch?.kind === "finding") return report.catch.finding;
  if (report.catch === undefined)
    throw failed(expectBreaks, `${hunt.property} did not break in ${report.runs} runs of ${hunt.config}, and it should\n\n${report.text}`);
  throw failed(expectBreaks, report.text);
};

/** Another process finds only what a module exports: a subject that was changed on the way would be hunted unchanged there. */
const isExported = async (subject: Subject): Promise<boolean> => {
  const loaded = await load(subject.source);
  return loaded.kind === "subject" && loaded.subject === subject;
};

type Seen = Omit<Report, "text">;

const within = (subject: Subject, { config, runs, property }: Hunting, seed: string): Seen => {
  const { found, ...sight } = search(subject, {
    config,
    root: rootOf(seed),
    from: 0,
    to: runs,
    ...(property !== undefined && { property }),
  });
  return { ...sight, catch: found && { kind: "finding", finding: findingOf(subject, found) } };
};

const apart = async (subject: Subject, { config, runs, property }: Hunting, seed: string, workers: number): Promise<Seen> => {
  const report = await huntInPool(subject, {
    config,
    root: rootOf(seed),
    count: runs,
    workers,
    ...(property !== undefined && { property }),
    onDelay: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  if (report.kind === "refused")
    throw failed(hunting, `the hunt could not begin, for ${report.place}: ${report.because}. ${report.remedy}`);
  return report;
};

const textOf = (subject: Subject, found: Catch): string => {
  const folder = folderOf(FOLDER, subject);
  const own = found.kind === "finding" ? found.finding.repro : unshrunkOf(subject, found.found, found.because);
  const saved = saveRepro(folder, { ...own, subject: nameSeenFrom(folder, subject.source) });
  const path = saved.kind === "saved" ? relative("", saved.path) : `none, for ${saved.because}`;
  const way = { path, command: `${COMMAND} replay ${path}` };
  return found.kind === "finding" ? findingText(subject, found.finding, way) : unshrunkText(subject, found.found, found.because, way);
};

const refuseUnknown = ({ name }: Subject, noun: string, given: string, known: readonly string[]): void =>
  refuseUnless(known.includes(given), `${name} has no ${noun} "${given}"; take one of ${known.join(", ")}`);

/** A caller's mistake, in the words of one. */
const refuseUnless = (holds: boolean, because: string): void => {
  if (!holds) throw new TypeError(because);
};

/** Its text is all there is to say, and its place is the test: where in the fixture it was thrown tells a reader nothing. */
const failed = (from: typeof expectHolds | typeof expectBreaks | typeof hunting, text: string): Error => {
  const error = new Error(text);
  error.name = "Hunt";
  Error.captureStackTrace(error, from);
  return error;
};
