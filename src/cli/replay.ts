import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Refusal, Repro, Source } from "#hunt";
import { drawApart, inspectApart, loadRepro } from "#lab";
import type { Inspection, Lost, Replay } from "#lab";
import { countText, movesText } from "#report";
import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";
import { sourceOfRepro } from "./find.ts";
import { refused, say } from "./print.ts";

/** A repro, and where its subject is to be found. */
interface Opened {
  readonly kind: "opened";
  readonly text: string;
  readonly repro: Repro;
  readonly source: Source;
}

/** Reads a repro. Its subject is loaded by nobody but the process that runs it. */
export const open = (path: string): Opened | Refusal => {
  const reading = loadRepro(path);
  if (reading.kind === "refused") return reading;
  const found = sourceOfRepro(reading.repro.subject, dirname(path));
  return found.kind === "refused"
    ? found
    : { kind: "opened", text: readFileSync(path, "utf8"), repro: reading.repro, source: found.source };
};

/** Runs a repro again, in a process of its own, and says whether it is still so. */
export const replay = async (path: string): Promise<Exit> => {
  const opened = open(path);
  if (opened.kind === "refused") return refused(opened);
  const { repro, text, source } = opened;
  const played = await inspectApart(text, source);
  if (played.kind === "refused") return refused(played);
  return played.kind === "lost" ? tellLost(repro, played) : tellPlayed(repro, played);
};

const tellPlayed = (repro: Repro, { replay: played, shown: { timeline, wrong } }: Inspection): Exit => {
  const word = repro.unshrunk !== undefined && played.kind === "reproduced" ? "reproduced" : WORDS[played.kind];
  say(`${word}: ${played.outcome}, run ${played.hash}, ${played.matched} of ${played.moves} moves matched`);
  if (played.because !== undefined) say(`${played.because}.`);
  if (timeline !== undefined) say(`\n${timeline}\n`);
  if (played.kind === "not-reproduced") return EXIT.unknown;
  if (repro.expect === "held") return EXIT.held;
  if (repro.unshrunk !== undefined) say(notShrunk(repro.unshrunk));
  else if (wrong.length === 0) say(`The certificate is right: ${countText(repro.certificate.without.length, "removal")}, each as it says.`);
  for (const line of wrong) say(`The certificate is wrong: ${line}.`);
  return wrong.length === 0 ? EXIT.held : EXIT.unknown;
};

const WORDS: Readonly<Record<Replay["kind"], string>> = {
  reproduced: "reproduced, to the same hash",
  "hash-differs": "reproduced, in a run that is no longer the same",
  "not-reproduced": "not reproduced",
};

/** A run that takes its process with it is what the repro of a runaway states; of any other repro it is a failure. */
const tellLost = ({ certificate, unshrunk, because: was, schedule }: Repro, { identity, because }: Lost): Exit => {
  const isStated = identity === certificate.identity;
  say(`${isStated ? "reproduced" : "not reproduced"}: ${identity}: ${because}`);
  if (!isStated) return EXIT.safety;
  say(`${was}.\n\n${movesText(schedule)}\n`);
  if (unshrunk !== undefined) say(notShrunk(unshrunk));
  return EXIT.held;
};

const notShrunk = (because: string): string => `It is not shrunk and not certified, but as it was found: ${because}.`;

/** Draws a repro as a page beside it. */
export const draw = async (path: string): Promise<Exit> => {
  const opened = open(path);
  if (opened.kind === "refused") return refused(opened);
  const drawn = await drawApart(opened.text, opened.source);
  if (drawn.kind === "refused") return refused(drawn);
  if (drawn.kind === "lost") {
    say(`There is nothing to draw: ${drawn.because}.`);
    return EXIT.unknown;
  }
  const file = `${path.replace(/\.json$/, "")}.html`;
  writeFileSync(file, drawn.page);
  say(file);
  return EXIT.held;
};
