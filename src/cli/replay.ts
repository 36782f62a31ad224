import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { check, fits, trial } from "#hunt";
import type { Repro, Subject } from "#hunt";
import { loadRepro, replayApart } from "#lab";
import type { Replay } from "#lab";
import { page, timeline } from "#report";
import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";
import { findSubject } from "./find.ts";
import { usage } from "./options.ts";
import { refused, say } from "./print.ts";

/** Runs a repro again, in a process of its own, and says whether it is still so; or draws it. */
export const replay = async (act: "replay" | "page", argv: readonly string[]): Promise<Exit> => {
  const [path, ...more] = argv;
  if (path === undefined || more.length > 0)
    return refused(usage(act, "it takes one path", `Give the path of a repro: npm run hunt -- ${act} PATH.`));
  const reading = loadRepro(path);
  if (reading.kind === "refused") return refused(reading);
  const { repro } = reading;
  const found = await findSubject(repro.subject, dirname(path));
  if (found.kind === "refused") return refused(found);
  const { subject } = found;
  const fitting = fits(repro, subject);
  if (fitting.kind === "refused") return refused(fitting);
  return act === "page" ? draw(path, subject, repro) : again(path, subject, repro);
};

const again = async (path: string, subject: Subject, repro: Repro): Promise<Exit> => {
  const played = await replayApart(readFileSync(path, "utf8"), subject.source);
  if (played.kind === "refused") return refused(played);
  if (played.kind === "lost") {
    say(`The run took its process with it: ${played.because}.`);
    return EXIT.safety;
  }
  say(`${WORDS[played.kind]}: ${played.outcome}, run ${played.hash}, ${played.matched} of ${played.moves} moves matched`);
  if (played.because !== undefined) say(`${played.because}.`);
  tellTimeline(subject, repro, played);
  if (played.kind === "not-reproduced") return EXIT.unknown;
  const wrong = repro.expect === "broken" ? check(subject, repro.schedule, repro.certificate) : [];
  for (const line of wrong) say(`The certificate is wrong: ${line}.`);
  if (wrong.length === 0) say(`The certificate is right: ${repro.certificate.without.length} removals, each as it says.`);
  return wrong.length === 0 ? EXIT.held : EXIT.unknown;
};

const WORDS: Readonly<Record<Replay["kind"], string>> = {
  reproduced: "reproduced, to the same hash",
  "hash-differs": "reproduced, in a run that is no longer the same",
  "not-reproduced": "not reproduced",
};

const tellTimeline = (subject: Subject, { schedule }: Repro, { outcome }: Replay): void => {
  const failure = trial(subject, schedule).failures.find(({ identity }) => identity === outcome);
  if (failure !== undefined) say(`\n${timeline(subject, schedule, failure)}`);
};

const draw = (path: string, subject: Subject, repro: Repro): Exit => {
  const file = `${path.replace(/\.json$/, "")}.html`;
  writeFileSync(file, page(subject, repro));
  say(file);
  return EXIT.held;
};
