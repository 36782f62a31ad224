import type { Bug } from "./bugs.ts";
import { shortfalls } from "./bars.ts";
import { lengthsOf, medianOf } from "./gather.ts";
import type { Gathered } from "./gather.ts";
import type { Optimum } from "./optimum.ts";

/** What became of one bug in a campaign. */
export interface Row {
  readonly name: string;
  readonly stands: string;
  readonly identity: string;
  /** Whether it is among those of which something is promised. */
  readonly isPromised: boolean;
  readonly optimum: number;
  readonly known: Optimum["known"];
  readonly seeds: number;
  /** How many results have how many moves. */
  readonly lengths: readonly (readonly [moves: number, results: number])[];
  readonly median: number;
  readonly distinct: number;
  readonly departures: number;
  readonly executions: number;
  readonly others: readonly string[];
  readonly forms: number;
  readonly short: readonly string[];
  /** What it cannot be found without, and in how many runs without it nothing came up. */
  readonly needs?: readonly string[];
  readonly held?: number;
}

export const rowOf = ({ name, stands }: Bug, isPromised: boolean, gathered: Gathered, optimum: Optimum): Row => {
  const lengths = lengthsOf(gathered);
  const counts = [...Map.groupBy(lengths, (length) => length)].map(([length, alike]) => [length, alike.length] as const);
  return {
    name,
    stands,
    identity: gathered.identity,
    isPromised,
    optimum: optimum.moves,
    known: optimum.known,
    seeds: lengths.length,
    lengths: counts.toSorted(([a], [b]) => a - b),
    median: medianOf(lengths),
    distinct: gathered.distinct,
    departures: medianOf(gathered.departures),
    executions: medianOf(gathered.executions),
    others: gathered.others,
    forms: gathered.forms,
    short: shortfalls(gathered, optimum),
  };
};

/** One row as a line of progress. */
export const lineOf = (row: Row): string => {
  const verdict = row.short.length === 0 ? "kept      " : row.isPromised ? "FELL SHORT" : "harder    ";
  const figures = `optimum ${row.optimum} (${row.known}), ${lengthsText(row)}; ${row.departures} departures, ${row.executions} executions`;
  return [`${verdict}  ${row.name.padEnd(26)} ${figures}`, ...row.short.map((why) => `            ${why}`)].join("\n");
};

/** "7 (61) 8 (39)": so many results of so many moves. */
export const lengthsText = ({ lengths }: Pick<Row, "lengths">): string =>
  lengths.map(([moves, results]) => `${moves} (${results})`).join(" ");
