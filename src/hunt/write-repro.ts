import type { Repro } from "./finding.ts";
import { REPRO } from "./repro-schema.ts";

/** A repro as text, for people and for version control: always the same, a move a line, ending in a newline. */
export const writeRepro = (repro: Repro): string => {
  // Records are built in many places; the format says in which order their fields are written.
  const shaped = REPRO.safeParse(repro);
  const { format, subject, property, expect, because, unshrunk, schedule, certificate } = shaped.success ? shaped.data : repro;
  const { config, setup, weather, moves, calm } = schedule;
  const { hash, identity, without } = certificate;
  const head = { format, subject, property, expect, because, unshrunk };
  const whole = block("", [
    ...fields(head),
    `"schedule": ${block("  ", [...fields({ config, setup, weather }), `"moves": ${list("    ", moves)}`, ...fields({ calm })])}`,
    `"certificate": ${block("  ", [...fields({ hash, identity }), `"without": ${list("    ", without)}`])}`,
  ]);
  return `${whole}\n`;
};

const block = (indent: string, lines: readonly string[]): string =>
  `{\n${lines.map((line) => `${indent}  ${line}`).join(",\n")}\n${indent}}`;

const list = (indent: string, entries: readonly unknown[]): string =>
  entries.length === 0 ? "[]" : `[\n${entries.map((entry) => `${indent}  ${inline(entry)}`).join(",\n")}\n${indent}]`;

const fields = (record: object): string[] => entriesOf(record).map(([key, held]) => `${JSON.stringify(key)}: ${inline(held)}`);

/** In one line, with air. */
const inline = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  const held = fields(value);
  return held.length === 0 ? "{}" : `{ ${held.join(", ")} }`;
};

/** A field that holds `undefined` counts as absent, in files as in hashes. */
const entriesOf = (record: object): [string, unknown][] => Object.entries(record).filter(([, held]) => held !== undefined);
