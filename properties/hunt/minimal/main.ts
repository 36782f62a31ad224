// How small the shrinker makes it: every bug from a hundred seeds, against the fewest moves that are known to show it.
// node properties/hunt/minimal/main.ts [--record [--seeds=N]] [--ours] [words of a name]
// writes reports/baselines/minimal.json and .md. A bug without a record gets one first, in some minutes; --record looks for it anew,
// in what N seeds find instead of a thousand. --ours leaves out what the stock reaches. Exits 1 when something falls short, and
// once when a record is beaten: the lower one is then in the file.
import { shortfalls } from "./bars.ts";
import { BUGS, HARDER } from "./bugs.ts";
import type { Bug } from "./bugs.ts";
import { gather, huntAll } from "./gather.ts";
import type { Gathered } from "./gather.ts";
import { LONG, longLineOf, shrinkLong } from "./long.ts";
import { NEWER, NEWER_HARDER, heldWithout } from "./newer.ts";
import { optimumOf } from "./optimum.ts";
import type { Optimum } from "./optimum.ts";
import { optimumIn, readBaseline, replacing, writeBaseline } from "./record.ts";
import { lineOf, rowOf } from "./row.ts";
import { stock, stockLineOf } from "./stock.ts";

const SEEDS = 100;
const SEEDS_OF_A_RECORD = 1_000;
/** Of what is under no promise. */
const SEEDS_OF_A_HARDER = 100;
const SEEDS_OF_LONG_RUNS = 15;
/** In so many runs a bug that needs a hardship does not come up without it. */
const RUNS_WITHOUT = 20_000;
const isRecording = process.argv.includes("--record");
const seedsAsked = Number(process.argv.find((word) => word.startsWith("--seeds="))?.slice("--seeds=".length)) || undefined;
const wanted = process.argv
  .slice(2)
  .filter((word) => !word.startsWith("--"))
  .join(" ");
const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** The record as it is, or as a shorter result lowers it. */
const lowered = (optimum: Optimum, { minimal }: Gathered): Optimum => {
  const shortest = minimal.toSorted((a, b) => a.moves.length - b.moves.length)[0]!;
  return shortest.moves.length < optimum.moves
    ? { ...optimum, moves: shortest.moves.length, known: "best known", example: shortest }
    : optimum;
};

const measure = (bug: Bug, isPromised: boolean): boolean => {
  const known = isRecording ? undefined : optimumIn(readBaseline(), bug.name);
  const seeds = known !== undefined ? SEEDS : isPromised ? (seedsAsked ?? SEEDS_OF_A_RECORD) : SEEDS_OF_A_HARDER;
  tell(`${bug.name}: hunting from ${seeds} seeds`);
  const found = huntAll(bug, seeds);
  const optimum = known ?? optimumOf(bug, found, tell);
  tell(`${bug.name}: shrinking what ${SEEDS} seeds found`);
  const gathered = gather(bug, SEEDS, found.slice(0, SEEDS));
  const held = bug.needs === undefined ? undefined : heldWithout(bug, RUNS_WITHOUT);
  const row = { ...rowOf(bug, isPromised, gathered, optimum), ...(held === undefined ? {} : { needs: bug.needs!, held }) };
  tell(lineOf(row));
  const baseline = readBaseline();
  const { optima, rows } = baseline;
  writeBaseline({ ...baseline, optima: replacing(optima, lowered(optimum, gathered)), rows: replacing(rows, row) });
  return isPromised ? shortfalls(gathered, optimum).length === 0 : lowered(optimum, gathered) === optimum;
};

const measureLong = (bug: Bug): boolean => {
  tell(`${bug.name}: long runs from ${SEEDS_OF_LONG_RUNS} seeds`);
  const row = shrinkLong(bug, SEEDS_OF_LONG_RUNS);
  tell(longLineOf(row));
  const baseline = readBaseline();
  writeBaseline({ ...baseline, long: replacing(baseline.long, row) });
  return row.short.length === 0;
};

/** Ours is measured on the same bugs; nothing is promised of the stock. */
const measureStock = (bug: Bug): void => {
  const { example } = optimumIn(readBaseline(), bug.name)!;
  const row = stock(bug, { ...example, moves: [] }, SEEDS);
  tell(stockLineOf(row));
  const baseline = readBaseline();
  writeBaseline({ ...baseline, stock: replacing(baseline.stock, row) });
};

/** A safety bug, a liveness bug, and the toy. */
const OF_STOCK: ReadonlySet<string> = new Set(["toy S1", "short-quorum S1", "hasty L2"]);

let isWhole = true;
for (const bug of BUGS) if (bug.name.includes(wanted)) isWhole = measure(bug, true) && isWhole;
for (const bug of LONG) if (bug.name.includes(wanted)) isWhole = measureLong(bug) && isWhole;
for (const bug of BUGS) if (!process.argv.includes("--ours") && bug.name.includes(wanted) && OF_STOCK.has(bug.name)) measureStock(bug);
for (const bug of NEWER) if (bug.name.includes(wanted)) isWhole = measure(bug, true) && isWhole;
for (const bug of [...HARDER, ...NEWER_HARDER]) if (bug.name.includes(wanted)) isWhole = measure(bug, false) && isWhole;
process.exitCode = isWhole ? 0 : 1;
