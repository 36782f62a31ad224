import { readFileSync } from "node:fs";
import { raiseFence } from "#kernel";
import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";
import { readWish } from "./options.ts";
import { note, refused, say } from "./print.ts";

const HELP = `Schism hunts consensus bugs.

  npm run hunt                                   the tour: a sound protocol, and fifteen mistakes found in it
  npm run hunt -- canary                         hunts a configuration of a subject; "sound" unless one is named
  npm run hunt -- canary forgetful
  npm run hunt -- ./lock.ts#lock careless        hunts a subject of your own: a module and its export
  npm run hunt -- replay PATH                    runs a repro again and says whether it is still so
  npm run hunt -- page PATH                      draws it as a page, written beside the repro
  npm run hunt -- keep PATH                      replays it and puts it into fixtures/repros, where every test run replays it

  --property S1     only a breach of this property counts
  --runs 20000      how many schedules
  --seed TEXT       the root of all seeds: any word, or 16 hexadecimal digits
  --workers 2       processes that share the work
  --json            the answer as JSON on standard output
  --help, --version

It answers with 0 held, 1 safety broken, 2 liveness broken, 3 unknown, 64 not understood, 70 a mistake of Schism's own;
of a replay and of the tour: 0 when all is as stated.`;

/** Reads the command line and does what it says. What is thrown on the way was no verdict, and must not look like one. */
export const main = async (argv: readonly string[]): Promise<Exit> => {
  process.on("uncaughtException", (thrown) => process.exit(confess(thrown)));
  try {
    raiseFence();
    return await obey(argv);
  } catch (thrown) {
    return confess(thrown);
  }
};

/** What is not asked for is not loaded: it takes longer than most answers. And nothing of a protocol is loaded before the fence stands. */
const obey = async (argv: readonly string[]): Promise<Exit> => {
  const wish = readWish(argv);
  switch (wish.kind) {
    case "refused":
      return refused(wish);
    case "help":
      say(HELP);
      return EXIT.held;
    case "version":
      say(versionOf(new URL("../../package.json", import.meta.url)));
      return EXIT.held;
    case "tour":
      return (await import("./tour.ts")).tour();
    case "replay":
      return (await import("./replay.ts")).replay(wish.path);
    case "page":
      return (await import("./replay.ts")).draw(wish.path);
    case "keep":
      return (await import("./keep.ts")).keep(wish.path);
    case "hunt":
      return (await import("./hunt.ts")).hunt(wish);
  }
};

const versionOf = (file: URL): string => (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;

const confess = (thrown: unknown): Exit => {
  note(`\nThis is no verdict: something threw outside of a protocol's handlers.

${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}

If the first lines name a file of yours (an oracle, a ground), look there. Otherwise it is a mistake of Schism's own: please report
it, with these lines and the command that you gave.`);
  return EXIT.internal;
};
