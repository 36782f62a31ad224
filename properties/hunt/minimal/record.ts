import { readFileSync, writeFileSync } from "node:fs";
import type { LongRow } from "./long.ts";
import type { Optimum } from "./optimum.ts";
import { pageOf } from "./page.ts";
import type { Row } from "./row.ts";
import type { StockRow } from "./stock.ts";

/** What is known of the bugs, and what the last campaign came to: committed, and reviewed like code. */
export interface Baseline {
  readonly command: string;
  readonly optima: readonly Optimum[];
  readonly rows: readonly Row[];
  readonly long: readonly LongRow[];
  readonly stock: readonly StockRow[];
}

const JSON_FILE = new URL("../../../reports/baselines/minimal.json", import.meta.url);
const PAGE_FILE = new URL("../../../reports/baselines/minimal.md", import.meta.url);

export const readBaseline = (): Baseline => JSON.parse(readFileSync(JSON_FILE, "utf8")) as Baseline;

/** Writes the baseline for machines, and as a page for people. */
export const writeBaseline = (baseline: Baseline): void => {
  writeFileSync(JSON_FILE, `${JSON.stringify(baseline, null, 2)}\n`);
  writeFileSync(PAGE_FILE, pageOf(baseline));
};

/** What is known of a bug, where anything is. */
export const optimumIn = ({ optima }: Baseline, name: string): Optimum | undefined => optima.find((optimum) => optimum.name === name);

/** A list with one entry put in the place of that of the same name, or at its end. */
export const replacing = <T extends { readonly name: string }>(list: readonly T[], entry: T): readonly T[] => {
  const place = list.findIndex(({ name }) => name === entry.name);
  return place < 0 ? [...list, entry] : list.with(place, entry);
};
