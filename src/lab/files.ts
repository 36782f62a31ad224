import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { REPRO_BYTES_MAX, readRepro, refuse, writeRepro } from "#hunt";
import type { Reading, Refusal, Repro, Source, Subject } from "#hunt";
import { replay } from "./replay.ts";
import type { Replay } from "./replay.ts";

/** Writes a repro below a folder, whole or not at all, under a name that says what it is. What could not be read again is refused. */
export const saveRepro = (folder: string, repro: Repro): { readonly kind: "saved"; readonly path: string } | Refusal => {
  const text = writeRepro(repro);
  const reading = readRepro(text);
  if (reading.kind === "refused") return reading;
  const name = nameOf(repro, text);
  const path = join(folder, name);
  const temporary = join(folder, `.${name}.${process.pid}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(temporary, text);
  renameSync(temporary, path);
  return { kind: "saved", path };
};

/** As in `S1-short-quorum-9c41d20e.json`. The digits are those of the whole text: two findings never share a name, one finding keeps its own. */
const nameOf = ({ property, schedule }: Repro, text: string): string =>
  `${fileNameOf(property)}-${fileNameOf(schedule.config)}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}.json`;

/** A name as a file or a folder may bear it: names are the subject's own and may hold anything. */
const fileNameOf = (name: string): string => name.slice(0, FILE_NAME_MAX).replace(/[^\w-]/g, "-");

const FILE_NAME_MAX = 60;

/** The folder of a protocol's repros. */
export const folderOf = (root: string, { name }: Subject): string => join(root, fileNameOf(name));

/** Reads a repro file, whatever lies there. */
export const loadRepro = (path: string, subject?: Subject): Reading => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return refuse([], `there is no file ${path}`, "Give the path of a repro.");
  if (!found.isFile()) return refuse([], `${path} is no file`, "Give the path of a repro.");
  if (found.size > REPRO_BYTES_MAX)
    return refuse([], `it has more than ${REPRO_BYTES_MAX} bytes`, "Shrink the schedule before you write it.");
  const text = textOf(readFileSync(path));
  return text === undefined ? refuse([], "it is not UTF-8", "Give the path of a repro.") : readRepro(text, subject);
};

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Every repro file below a folder, by path; nothing where there is no such folder. Links are not followed: they may lead round. */
export const reprosIn = (folder: string): readonly string[] => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry): readonly string[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return reprosIn(path);
    return entry.isFile() && entry.name.endsWith(".json") && !entry.name.startsWith(".") ? [path] : [];
  });
};

/** Runs a repro file again, in this process: for files that one trusts to come back. */
export const replayFile = (path: string, subject: Subject): Replay | Refusal => {
  const reading = loadRepro(path, subject);
  return reading.kind === "refused" ? reading : replay(subject, reading.repro);
};

/** How a repro in this folder names a subject that is found by its module: seen from the folder, so that both can move together. */
export const nameSeenFrom = (folder: string, { module, export: name }: Source): string => {
  const path = relative(resolve(folder), fileURLToPath(module)).split(sep).join("/");
  return `${path.startsWith(".") ? path : `./${path}`}#${name}`;
};
