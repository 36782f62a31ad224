import { parseArgs } from "node:util";
import { rootOf } from "#hunt";
import type { Refusal } from "#hunt";
import type { Seed } from "#kernel";

/** What a hunt is told on the command line. */
export interface Options {
  readonly kind: "options";
  readonly subject: string;
  readonly config: string;
  readonly property: string | undefined;
  readonly runs: number;
  readonly root: Seed;
  readonly workers: number;
  readonly isJson: boolean;
}

const RUNS_MAX = 1_000_000_000;
const WORKERS_MAX = 64;

/** Reads the arguments of a hunt, or says what is wrong with them. */
export const readOptions = (argv: readonly string[]): Options | Refusal => {
  const parsed = parse(argv);
  if ("kind" in parsed) return parsed;
  const { values, positionals } = parsed;
  const [subject, config = "sound", ...more] = positionals;
  const runs = Number(values.runs);
  const workers = Number(values.workers);
  if (subject === undefined || more.length > 0)
    return usage("hunt", "it takes a subject and a configuration", "Give at most two names before the options.");
  if (!isCount(runs, RUNS_MAX))
    return usage("--runs", `"${values.runs}" is no number of runs`, `Give a whole number from 1 to ${RUNS_MAX}.`);
  if (!isCount(workers, WORKERS_MAX))
    return usage("--workers", `"${values.workers}" is no number of workers`, `Give a whole number from 1 to ${WORKERS_MAX}.`);
  const { property, json: isJson } = values;
  return { kind: "options", subject, config, property, runs, root: rootOf(values.seed), workers, isJson };
};

/** A flag that was not understood; unlike a place in a file it stands as it was typed. */
export const usage = (place: string, because: string, remedy: string): Refusal => ({ kind: "refused", place, because, remedy });

const isCount = (value: number, most: number): boolean => Number.isSafeInteger(value) && value >= 1 && value <= most;

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (thrown) {
    // Node's own words name the option that it does not know.
    return usage("hunt", thrown instanceof Error ? thrown.message.split(". ")[0]! : String(thrown), "See npm run hunt -- --help.");
  }
};

const OPTIONS = {
  property: { type: "string" },
  runs: { type: "string", default: "20000" },
  seed: { type: "string", default: "schism" },
  workers: { type: "string", default: "2" },
  json: { type: "boolean", default: false },
} as const;
