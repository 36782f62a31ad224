import { readFileSync, writeFileSync } from "node:fs";
import type { Schedule } from "#kernel";

/** The fewest moves that are known to show a bug. */
export interface Optimum {
  readonly name: string;
  readonly identity: string;
  readonly moves: number;
  /** Proven: nothing shorter on the whole ground fails. Best known: nothing shorter among the moves that minimal repros have most in common. */
  readonly known: "proven" | "best known";
  /** Up to so many moves, the whole ground was searched in vain, in so many runs. */
  readonly ground: { readonly moves: number; readonly runs: number };
  /** Runs over the most frequent moves, where the ground is too wide. */
  readonly popular: number;
  readonly example: Schedule;
}

const FILE = new URL("../../../reports/baselines/minimal.json", import.meta.url);

export const readRecord = (): readonly Optimum[] =>
  (JSON.parse(readFileSync(FILE, "utf8")) as { readonly optima: readonly Optimum[] }).optima;

export const writeRecord = (optima: readonly Optimum[]): void => {
  const command = "node properties/hunt/minimal/write-record.ts";
  writeFileSync(FILE, `${JSON.stringify({ command, optima }, null, 2)}\n`);
};
