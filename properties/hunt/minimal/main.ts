// How small the shrinker makes it: every bug from a hundred seeds, against the fewest moves that are known to show it.
// node properties/hunt/minimal/main.ts [--record] [words of a name]   writes reports/baselines/minimal.json and .md.
// A bug without a record gets one first, in some minutes; --record looks for it anew. Exits 1 when something falls short, and
// once when a record is beaten: the lower one is then in the file.
import { shortfalls } from "./bars.ts";
import { BUGS, HARDER } from "./bugs.ts";
import type { Bug } from "./bugs.ts";
import { gather } from "./gather.ts";
import type { Gathered } from "./gather.ts";
import { optimumOf } from "./optimum.ts";
import type { Optimum } from "./optimum.ts";
import { optimumIn, readBaseline, replacing, writeBaseline } from "./record.ts";
import { lineOf, rowOf } from "./row.ts";

const SEEDS = 100;
const isRecording = process.argv.includes("--record");
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
  const optimum = known ?? optimumOf(bug, tell);
  tell(`${bug.name}: from ${SEEDS} seeds`);
  const gathered = gather(bug, SEEDS);
  const row = rowOf(bug, isPromised, gathered, optimum);
  tell(lineOf(row));
  const { optima, rows, command } = readBaseline();
  writeBaseline({ command, optima: replacing(optima, lowered(optimum, gathered)), rows: replacing(rows, row) });
  return isPromised ? shortfalls(gathered, optimum).length === 0 : lowered(optimum, gathered) === optimum;
};

let isWhole = true;
for (const bug of BUGS) if (bug.name.includes(wanted)) isWhole = measure(bug, true) && isWhole;
for (const bug of HARDER) if (bug.name.includes(wanted)) isWhole = measure(bug, false) && isWhole;
process.exitCode = isWhole ? 0 : 1;
