import { raiseFence } from "#kernel";
import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";
import { hunt } from "./hunt.ts";
import { note, say } from "./print.ts";
import { replay } from "./replay.ts";
import { tour } from "./tour.ts";

const HELP = `Schism hunts consensus bugs.

  npm run hunt                                   the tour: a sound protocol, and fifteen mistakes found in it
  npm run hunt -- canary                         hunts a configuration of a subject; "sound" unless one is named
  npm run hunt -- canary forgetful
  npm run hunt -- ./lock.ts#lock careless        hunts a subject of your own: a module and its export
  npm run hunt -- replay PATH                    runs a repro again and says whether it is still so
  npm run hunt -- page PATH                      the same as a page, written beside the repro

  --property S1     only a breach of this property counts
  --runs 20000      how many schedules
  --seed TEXT       the root of all seeds: any word, or 16 hexadecimal digits
  --workers 2       processes that share the work
  --json            the finding as JSON on standard output

It answers with 0 held, 1 safety broken, 2 liveness broken, 3 unknown, 64 not understood.`;

/** Reads the command line and does what it says. */
export const main = async (argv: readonly string[]): Promise<Exit> => {
  raiseFence();
  const [first, ...rest] = argv;
  if (first === undefined) return tour();
  if (first === "--help" || first === "-h" || first === "help") {
    say(HELP);
    return EXIT.held;
  }
  if (first === "replay" || first === "page") return replay(first, rest);
  if (!first.startsWith("-")) return hunt(argv);
  note(`There is no option ${first} without a subject; --help tells what there is.`);
  return EXIT.usage;
};
