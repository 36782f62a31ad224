import "./fenced.ts";
import { readFileSync } from "node:fs";
import type { Refusal } from "#hunt";
import { digitsOf, mix } from "#kernel";
import { isAbout, numberOf, numbersOf, rehearse } from "#protocols/echo-consent";
import { bandsText, keptIn, medianOf } from "./bands.ts";
import type { Kept } from "./bands.ts";
import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";
import type { Measuring } from "./options.ts";
import { progress, refused, say } from "./print.ts";
import { nonsenseOf } from "./scenario-sense.ts";
import { waiting } from "./last-compiler.ts";
import type { Waiting } from "./last-compiler.ts";
import { spentSeconds } from "./spent.ts";
import { scenarioIn } from "./scenario.ts";
import type { Expecting } from "./scenario.ts";

/** A run that commits less than so many in a thousand of what the median run does has stalled: means leave it out. */
const STALLED_PERMILLE = 700;

/** Plays a scenario with so many seeds, and holds what comes of it against what it expects. */
export const measure = async ({ path, seeds, isJson }: Measuring): Promise<Exit> => {
  const scenario = await read(path);
  if ("because" in scenario) return refused(scenario);
  const runs = playAll(scenario, seeds ?? scenario.seeds);
  progress("");
  const median = medianOf(runs.map(({ figures }) => figures.commits));
  const going = runs.filter(({ figures }) => 1_000 * figures.commits >= STALLED_PERMILLE * median);
  const kept = scenario.expect.map((band) => {
    const counted = band.of === "mean" ? going : runs;
    const figures = counted.map((run) => numberOf(band.figure, run));
    return keptIn(
      band,
      figures,
      counted.some((run) => isAbout(band.figure, run)),
    );
  });
  const stalled = runs.length - going.length;
  if (isJson) say(JSON.stringify({ name: scenario.name, stalled, megabytes: peakMegabytes(), kept, runs: runs.map(toldOf) }, null, 2));
  else tell(scenario, kept, { runs: runs.length, stalled });
  return kept.every(({ isKept }) => isKept) && stalled <= (scenario.stalledMax ?? runs.length) ? EXIT.held : EXIT.unknown;
};

/** A run as data: what was measured, the same as plain numbers, and what it cost. */
const toldOf = (run: Played) => {
  const { seed, seconds, figures } = run;
  return { seed, seconds, ...figures, numbers: numbersOf(run) };
};

/** The most that the process held at any time, all runs together. */
const peakMegabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1_000);

/** One seed alone may be over before the last compiler is of use; of several each gains from what it did for those before. */
const playAll = (scenario: Expecting, seeds: number): readonly Played[] => {
  const compiler = seeds === 1 ? waiting() : undefined;
  const runs = Array.from({ length: seeds }, (_, index) => play(scenario, index, compiler));
  compiler?.end();
  return runs;
};

type Played = ReturnType<typeof play>;

const play = (scenario: Expecting, index: number, compiler: Waiting | undefined) => {
  const seed = digitsOf(mix(SEED_SALT, index), mix(index, SEED_SALT));
  const before = spentSeconds();
  const figures = rehearse(scenario, seed, (round) => {
    if (round % TICK_ROUNDS === 0) compiler?.tick();
    if (round % 100 === 0) progress(`${scenario.name}: seed ${index + 1}, round ${round} of ${scenario.rounds}`);
  });
  return { seed, figures, scenario, seconds: spentSeconds() - before };
};

const SEED_SALT = 0x5eed;
/** Seldom enough to cost nothing, and often enough where each round takes a tenth of a second. */
const TICK_ROUNDS = 10;

const tell = (
  { name, hypothesis }: Expecting,
  kept: readonly Kept[],
  { runs, stalled }: Readonly<Record<"runs" | "stalled", number>>,
): void => {
  say(`${name}: ${hypothesis}\n`);
  say(`${bandsText(kept)}\n\n${runs} ${runs === 1 ? "seed" : "seeds"}, ${stalled} stalled`);
};

/** What is wrong with a file is explained by those who explain repros; they are not loaded before something is. */
const read = async (path: string): Promise<Expecting | Refusal> => {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (thrown) {
    const because = thrown instanceof Error ? thrown.message : String(thrown);
    return { kind: "refused", place: path, because: `it cannot be read: ${because}`, remedy: "Give the path of a scenario." };
  }
  const scenario = scenarioIn(value);
  if ("issue" in scenario) return within(path, (await import("#hunt")).refusalOfIssue(scenario.value, scenario.issue));
  const nonsense = nonsenseOf(scenario);
  return nonsense === undefined ? scenario : within(path, nonsense);
};

const within = (path: string, refusal: Refusal): Refusal => ({ ...refusal, place: `${path}: ${refusal.place}` });
