import { RERUNS, RUNAWAY, rootOf, silentIn, unshrunkOf, writeRepro } from "#hunt";
import type { Repro, Subject } from "#hunt";
import { folderOf, huntInPool, nameSeenFrom, saveRepro } from "#lab";
import type { Catch, Hunted } from "#lab";
import { countText, findingText, grouped, summary, unshrunkText } from "#report";
import { COMMAND } from "./command.ts";
import { EXIT, exitOf } from "./exit.ts";
import type { Exit } from "./exit.ts";
import { findSubject, isOwn } from "./find.ts";
import { usage } from "./options.ts";
import type { Hunting } from "./options.ts";
import { note, progress, refused, say } from "./print.ts";
import { stopping } from "./stop.ts";

const OUT = "reports/out/repros";

/** Hunts one configuration of a subject, and answers with the verdict. */
export const hunt = async (wish: Hunting): Promise<Exit> => {
  const found = await findSubject(wish.subject, process.cwd());
  if (found.kind === "refused") return refused(found);
  const { subject } = found;
  const known = [...subject.properties, ...Object.values(RERUNS), RUNAWAY].map(({ id }) => id);
  if (wish.property !== undefined && !known.includes(wish.property))
    return refused(usage("--property", `${subject.name} has no property "${wish.property}"`, `Take one of ${known.join(", ")}.`));
  const { signal, exit } = stopping();
  const report = await huntInPool(subject, poolWish(wish, signal));
  progress("");
  if (report.kind === "refused") return refused(report);
  if (report.isStopped) tellStopped(report, wish);
  const stopped = exit();
  if (report.catch !== undefined) {
    const verdict = tellCatch(subject, report.catch, wish);
    return stopped ?? verdict;
  }
  return stopped ?? tellHeld(subject, report, wish);
};

const tellStopped = ({ runs, catch: caught }: Hunted, { runs: wanted, config }: Hunting): void => {
  const what = caught === undefined ? "nothing broke in them." : "this was found:";
  note(`Stopped after ${grouped(runs)} of ${grouped(wanted)} schedules of ${config}; ${what}`);
};

const poolWish = ({ config, seed, runs, workers, property }: Hunting, signal: AbortSignal) => ({
  config,
  root: rootOf(seed),
  count: runs,
  workers,
  signal,
  ...(property === undefined ? {} : { property }),
  onProgress: ({ runs: done, of }: { readonly runs: number; readonly of: number }) =>
    progress(`${grouped(done)} of ${grouped(of)} schedules`),
  onDelay: note,
});

const tellHeld = (subject: Subject, report: Hunted, wish: Hunting): Exit => {
  const silent = silentIn(subject, report, wish.property);
  const isOpen = report.unknown > 0 || silent.length > 0;
  const verdict = isOpen ? "unknown" : "held";
  if (wish.isJson) say(JSON.stringify(jsonOf(subject, report, wish, verdict), undefined, 2));
  else {
    say(`${subject.name} ${wish.config}: ${verdict}`);
    say(summary(subject, { ...report, found: undefined }, wish.property));
  }
  if (report.unknown > 0)
    note(
      `${countText(report.unknown, "run")} could not be judged to the end: more events than eventsMax, or a calm shorter than the protocol's patience.`,
    );
  for (const { id, says } of silent)
    note(`${id} never had anything to tell (${says}), so its silence proves nothing: hunt longer, or in a harder storm.`);
  return isOpen ? EXIT.unknown : EXIT.held;
};

const jsonOf = (subject: Subject, { runs, events, unknown, judged, seen }: Hunted, { config, property }: Hunting, verdict: string) => ({
  verdict,
  subject: subject.name,
  config,
  runs,
  events,
  unknown,
  judged: Object.fromEntries(
    subject.properties.map(({ id }, index) => [id, judged[index]] as const).filter(([id]) => property === undefined || id === property),
  ),
  seen: Object.fromEntries(subject.sometimes.map(({ id }, index) => [id, seen[index]])),
});

const tellCatch = (subject: Subject, caught: Catch, { isJson }: Hunting): Exit => {
  const isShrunk = caught.kind === "finding";
  const failure = isShrunk ? caught.finding.failure : caught.found.failure;
  const folder = folderOf(OUT, subject);
  const own: Repro = isShrunk ? caught.finding.repro : unshrunkOf(subject, caught.found, caught.because);
  const repro = { ...own, subject: isOwn(subject.source) ? subject.name : nameSeenFrom(folder, subject.source) };
  const saved = saveRepro(folder, repro);
  const path = saved.kind === "saved" ? saved.path : `not written (${saved.because})`;
  const way = { path, command: `${COMMAND} replay ${path}` };
  if (isJson) say(writeRepro(repro).trimEnd());
  else say(isShrunk ? findingText(subject, caught.finding, way) : unshrunkText(subject, caught.found, caught.because, way));
  if (isJson) note(path);
  return exitOf(failure);
};
