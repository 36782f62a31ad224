import { readFileSync } from "node:fs";
import { IS_INSTALLED } from "./command.ts";
import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";
import { HELP } from "./help.ts";
import { readWish } from "./options.ts";
import { note, refused, say } from "./print.ts";

/** Reads the command line and does what it says. What is thrown on the way was no verdict, and must not look like one. */
export const main = async (argv: readonly string[]): Promise<Exit> => {
  process.on("uncaughtException", (thrown) => process.exit(confess(thrown)));
  try {
    return await obey(argv);
  } catch (thrown) {
    return confess(thrown);
  }
};

/** What is not asked for is not loaded: it takes longer than most answers. */
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
      return IS_INSTALLED ? helped() : (await import("./tour.ts")).tour();
    case "replay":
      return (await import("./replay.ts")).replay(wish.path);
    case "page":
      return (await import("./replay.ts")).draw(wish.path);
    case "keep":
      return (await import("./keep.ts")).keep(wish.path);
    case "measure":
      return (await import("./measure.ts")).measure(wish);
    case "hunt":
      return (await import("./hunt.ts")).hunt(wish);
  }
};

/** Where there is no tour, whoever asks for nothing is told what there is. */
const helped = (): Exit => {
  say(HELP);
  return EXIT.usage;
};

const versionOf = (file: URL): string => (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;

const confess = (thrown: unknown): Exit => {
  note(`\nThis is no verdict: something threw outside of a protocol's handlers.

${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}

If the first lines name a file of yours (an oracle, a ground), look there. Otherwise it is a mistake of Schism's own: please report
it, with these lines and the command that you gave.`);
  return EXIT.internal;
};
