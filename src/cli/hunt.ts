import { RERUNS, writeRepro } from "#hunt";
import type { Subject } from "#hunt";
import { huntInPool, nameSeenFrom, saveRepro } from "#lab";
import type { Catch, Hunted } from "#lab";
import { findingText, summary } from "#report";
import { EXIT, exitOf } from "./exit.ts";
import type { Exit } from "./exit.ts";
import { findSubject } from "./find.ts";
import { readOptions, usage } from "./options.ts";
import type { Options } from "./options.ts";
import { note, progress, refused, say } from "./print.ts";
import { SUBJECTS } from "./subjects.ts";

const OUT = "reports/out/repros";

/** Hunts one configuration of a subject, and answers with the verdict. */
export const hunt = async (argv: readonly string[]): Promise<Exit> => {
  const options = readOptions(argv);
  if (options.kind === "refused") return refused(options);
  const found = await findSubject(options.subject, process.cwd());
  if (found.kind === "refused") return refused(found);
  const { subject } = found;
  const known = [...subject.properties, ...Object.values(RERUNS)].map(({ id }) => id);
  if (options.property !== undefined && !known.includes(options.property))
    return refused(usage("--property", `${subject.name} has no property "${options.property}"`, `Take one of ${known.join(", ")}.`));
  const report = await huntInPool(subject, wishOf(options));
  progress("");
  if (report.kind === "refused") return refused(report);
  if (report.catch === undefined) return tellHeld(subject, report, options);
  return tellCatch(subject, report.catch, options);
};

const wishOf = ({ config, root, runs, workers, property }: Options) => ({
  config,
  root,
  count: runs,
  workers,
  ...(property === undefined ? {} : { property }),
  onProgress: ({ runs: done, of }: { readonly runs: number; readonly of: number }) => progress(`${done} of ${of} schedules`),
});

const tellHeld = (subject: Subject, report: Hunted, { config }: Options): Exit => {
  const unseen = subject.sometimes.filter((_, index) => report.seen[index] === 0);
  const isOpen = report.unknown > 0 || unseen.length > 0;
  say(`${subject.name} ${config}: ${isOpen ? "unknown" : "held"}`);
  say(summary(subject, { ...report, found: undefined }));
  for (const { id, says } of unseen)
    say(`${id} was never seen (${says}), so the silence proves nothing: hunt longer, or in a harder storm.`);
  return isOpen ? EXIT.unknown : EXIT.held;
};

const tellCatch = (subject: Subject, caught: Catch, { isJson }: Options): Exit => {
  if (caught.kind === "unshrunk") {
    say(`${caught.found.failure.identity}: ${caught.found.failure.verdict.because}`);
    say(`It could not be made smaller: ${caught.because}. The schedule, as it was found:`);
    say(JSON.stringify(caught.found.schedule));
    return exitOf(caught.found.failure);
  }
  const { finding } = caught;
  const folder = `${OUT}/${subject.name}`;
  const isOwn = SUBJECTS[subject.name] === subject;
  const repro = { ...finding.repro, subject: isOwn ? subject.name : nameSeenFrom(folder, subject.source) };
  const saved = saveRepro(folder, repro);
  const path = saved.kind === "saved" ? saved.path : `not written (${saved.because})`;
  if (isJson) say(writeRepro(repro).trimEnd());
  else say(findingText(subject, finding, { path, command: `npm run hunt -- replay ${path}` }));
  if (isJson) note(path);
  return exitOf(finding.failure);
};
