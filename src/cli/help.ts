import { COMMAND, IS_INSTALLED } from "./command.ts";

const TOUR: readonly (readonly [string, string])[] = IS_INSTALLED
  ? []
  : [["npm run hunt", "the tour: a sound protocol, fifteen mistakes found in it, and a double-spend of a real one"]];

const COMMANDS: readonly (readonly [string, string])[] = [
  ...TOUR,
  [`${COMMAND} canary`, `hunts a configuration of a subject; "sound" unless one is named`],
  [`${COMMAND} canary forgetful`, ""],
  [`${COMMAND} echo-consent v0 --property I2`, "canary, register and echo-consent are here"],
  [`${COMMAND} ./lock.ts#lock careless`, "hunts a subject of your own: a module and its export"],
  [`${COMMAND} replay PATH`, "runs a repro again and says whether it is still so"],
  [`${COMMAND} page PATH`, "draws it as a page, written beside the repro"],
  [`${COMMAND} measure PATH`, "plays a scenario with many seeds, and holds its figures against what it expects"],
  [`${COMMAND} keep PATH`, "replays it and puts it into fixtures/repros, where every test run replays it"],
];

const WIDTH = 4 + Math.max(...COMMANDS.map(([command]) => command.length));

/** What the command line can do. */
export const HELP = `Schism hunts consensus bugs.

${COMMANDS.map(([command, words]) => `  ${command.padEnd(WIDTH)}${words}`.trimEnd()).join("\n")}

  --property S1     only a breach of this property counts
  --runs 20000      how many schedules
  --seed TEXT       the root of all seeds: any word, or 16 hexadecimal digits
  --seeds 20        how many seeds a scenario is played with
  --workers 2       processes that share the work
  --json            the answer as JSON on standard output
  --help, --version

It answers with 0 held, 1 safety broken, 2 liveness broken, 3 unknown, 64 not understood, 70 a mistake of Schism's own;
of a replay and of the tour: 0 when all is as stated; of a measure: 0 when all is as expected, 3 where not.`;
