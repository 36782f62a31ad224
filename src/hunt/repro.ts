import type { Repro } from "./finding.ts";
import { RUNAWAY } from "./outcome.ts";
import { refusalOfPlain, refusalOfTwice } from "./plain.ts";
import { quoted, refuse, shown } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { refusalOfIssue } from "./repro-issue.ts";
import { MOVES_MAX, REPRO } from "./repro-schema.ts";
import { refusalOfSense } from "./repro-sense.ts";
import type { Subject } from "./subject.ts";
import { RERUNS } from "./trial.ts";

/** What became of reading a file: the repro, or why it is none. */
export type Reading = { readonly kind: "repro"; readonly repro: Repro } | Refusal;

/** A repro has some hundred lines; what is longer was not written for reading, and is not parsed. */
export const REPRO_BYTES_MAX = 4 * 1024 * 1024;
/** The version that is read and written here. */
const FORMAT = 1;

/** Reads a repro, whoever wrote it: all of it or nothing. Of a known subject it is also judged whether the repro fits it. */
export const readRepro = (text: string, subject?: Subject): Reading => {
  const parsed = parse(text);
  if (parsed.kind === "refused") return parsed;
  const { value } = parsed;
  const wrong = refusalOfVersion(value) ?? refusalOfBulk(value) ?? refusalOfPlain(value) ?? refusalOfTwice(text);
  if (wrong !== undefined) return wrong;
  const shaped = REPRO.safeParse(value);
  if (!shaped.success) return refusalOfIssue(value, shaped.error.issues[0]!);
  const repro: Repro = shaped.data;
  return refusalOfSense(repro) ?? (subject === undefined ? { kind: "repro", repro } : fits(repro, subject));
};

/** Whether a repro is about this subject: its configuration, its promises, its lies. */
export const fits = (repro: Repro, subject: Subject): Reading => {
  const { config, moves } = repro.schedule;
  const configs = Object.keys(subject.protocol.configs);
  const lies = Object.keys(subject.protocol.lies ?? {});
  const properties = [...subject.properties.map(({ id }) => id), ...[...Object.values(RERUNS), RUNAWAY].map(({ id }) => id)];
  if (repro.subject !== subject.name && !repro.subject.endsWith(`#${subject.source.export}`))
    return refuse(
      ["subject"],
      `it is about ${quoted(repro.subject)}, not about ${quoted(subject.name)}`,
      `Replay it on ${quoted(repro.subject)}.`,
    );
  if (!configs.includes(config)) return refuse(["schedule", "config"], `there is no configuration ${quoted(config)}`, oneOf(configs));
  if (!properties.includes(repro.property))
    return refuse(["property"], `there is no property ${quoted(repro.property)}`, oneOf(properties));
  for (const [place, move] of moves.entries())
    if (move.kind === "turn" && !lies.includes(move.lie))
      return refuse(["schedule", "moves", place, "lie"], `nobody knows the lie ${quoted(move.lie)}`, oneOf(lies));
  return { kind: "repro", repro };
};

const oneOf = (known: readonly string[]): string => `Take one of ${known.join(", ")}.`;

const parse = (text: string): { readonly kind: "parsed"; readonly value: unknown } | Refusal => {
  if (text.length > REPRO_BYTES_MAX)
    return refuse([], `it has more than ${REPRO_BYTES_MAX} characters`, "Shrink the schedule before you write it.");
  if (text.trim() === "") return refuse([], "it is empty", "Give the path of a repro.");
  if (text.startsWith("\u{feff}")) return refuse([], "it begins with a byte order mark", "Save it as UTF-8 without one.");
  try {
    return { kind: "parsed", value: JSON.parse(text) };
  } catch (thrown) {
    return refuse([], `it is not JSON: ${quoted(thrown instanceof Error ? thrown.message : String(thrown))}`, "Write it as JSON.");
  }
};

/** The version comes before all else: of another one, nothing else is known. */
const refusalOfVersion = (value: unknown): Refusal | undefined => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return refuse([], `it holds ${shown(value)}, not a repro`, "Write a record.");
  const { format } = value as { readonly format?: unknown };
  if (format === FORMAT) return undefined;
  if (format === undefined) return refuse(["format"], "it is missing", "Add it.");
  return refuse(
    ["format"],
    `it is of format ${shown(format)}, and format ${FORMAT} is read here`,
    "Read it with the version that wrote it.",
  );
};

/** Counted before each is looked at. */
const refusalOfBulk = (value: unknown): Refusal | undefined => {
  const moves = (value as { readonly schedule?: { readonly moves?: unknown } | null }).schedule?.moves;
  if (!Array.isArray(moves) || moves.length <= MOVES_MAX) return undefined;
  return refuse(["schedule", "moves"], `it has ${moves.length} moves`, `Shrink it to at most ${MOVES_MAX}.`);
};
