import { parseArgs } from "node:util";
import type { Refusal } from "#hunt";
import { COMMAND } from "./command.ts";

/** What the command line is told to do. */
export type Wish = { readonly kind: "help" | "version" | "tour" } | Hunting | Measuring | Acting | Refusal;

/** A hunt, and how it is to be made. */
export interface Hunting {
  readonly kind: "hunt";
  readonly subject: string;
  readonly config: string;
  readonly property: string | undefined;
  readonly runs: number;
  /** Not empty. */
  readonly seed: string;
  readonly workers: number;
  readonly isJson: boolean;
}

/** A scenario to be played and measured. */
export interface Measuring {
  readonly kind: "measure";
  readonly path: string;
  /** As many as the scenario says unless given. */
  readonly seeds: number | undefined;
  readonly isJson: boolean;
}

/** What is to be done with a repro. */
interface Acting {
  readonly kind: "replay" | "page" | "keep";
  readonly path: string;
}

const RUNS_MAX = 1_000_000_000;
const WORKERS_MAX = 64;

/** Reads the command line, its options wherever they stand, or says what is wrong with it. */
export const readWish = (argv: readonly string[]): Wish => {
  const parsed = parse(argv);
  if ("kind" in parsed) return parsed;
  const { values, positionals } = parsed;
  const [first, ...rest] = positionals;
  if (values.help === true || first === "help") return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  if (first === undefined)
    return argv.length === 0 ? { kind: "tour" } : usage("hunt", "these options name no subject", `Name one, as in ${COMMAND} canary.`);
  if (first === "replay" || first === "page" || first === "keep") return actOn(first, rest, Object.keys(values));
  if (first === "measure") return measureOf(rest, values);
  return huntFor(first, rest, values);
};

const measureOf = ([path, ...more]: readonly string[], { json: isJson = false, seeds, ...others }: Values): Measuring | Refusal => {
  if (path === undefined || more.length > 0)
    return usage("measure", "it takes one path", `Give the path of a scenario, as in ${COMMAND} measure PATH.`);
  const [other] = Object.keys(others);
  if (other !== undefined) return usage(`--${other}`, "measure takes no such option", "Leave it out.");
  if (seeds !== undefined && !isCount(seeds, RUNS_MAX))
    return usage("--seeds", `"${seeds}" is no number of seeds`, "Give a whole number, as in 20.");
  return { kind: "measure", path, seeds: seeds === undefined ? undefined : Number(seeds), isJson };
};

const actOn = (kind: Acting["kind"], [path, ...more]: readonly string[], options: readonly string[]): Acting | Refusal => {
  if (path === undefined || more.length > 0)
    return usage(kind, "it takes one path", `Give the path of a repro, as in ${COMMAND} ${kind} PATH.`);
  return options.length === 0 ? { kind, path } : usage(`--${options[0]}`, `${kind} takes no options`, "Leave it out.");
};

type Values = Extract<ReturnType<typeof parse>, { readonly values: unknown }>["values"];

const huntFor = (subject: string, [config = "sound", ...more]: readonly string[], values: Values): Hunting | Refusal => {
  const { property, json: isJson = false, runs = "20000", workers = "2", seed = "schism" } = values;
  if (more.length > 0) return usage("hunt", `it takes a subject and a configuration, and not "${more[0]}"`, "Give at most two names.");
  if (!isCount(runs, RUNS_MAX))
    return usage("--runs", `"${runs}" is no number of schedules`, `Give a whole number from 1 to ${RUNS_MAX}, as in 20000 or 1e6.`);
  if (!isCount(workers, WORKERS_MAX))
    return usage("--workers", `"${workers}" is no number of workers`, `Give a whole number from 1 to ${WORKERS_MAX}.`);
  if (seed === "") return usage("--seed", "it is empty", "Give any word, or 16 hexadecimal digits.");
  return { kind: "hunt", subject, config, property, runs: Number(runs), seed, workers: Number(workers), isJson };
};

/** An option that was not understood; unlike a place in a file it stands as it was typed. */
export const usage = (place: string, because: string, remedy: string): Refusal => ({ kind: "refused", place, because, remedy });

/** Digits, with an exponent if need be: what else JavaScript takes for a number was a slip of the hand. */
const isCount = (text: string, most: number): boolean => /^\d+(e\d+)?$/.test(text) && Number(text) >= 1 && Number(text) <= most;

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (thrown) {
    // Node's own words name the option that it does not know.
    const because = thrown instanceof Error ? thrown.message.split(/[.\n]/)[0]! : String(thrown);
    return usage("options", because, `There are ${NAMES.map((name) => `--${name}`).join(", ")}.`);
  }
};

const OPTIONS = {
  property: { type: "string" },
  runs: { type: "string" },
  seeds: { type: "string" },
  seed: { type: "string" },
  workers: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

const NAMES = Object.keys(OPTIONS);
