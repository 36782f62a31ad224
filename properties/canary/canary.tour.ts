import { expect, test } from "vitest";
import { findingOf, search } from "#hunt";
import type { Finding, Search, Sight } from "#hunt";
import type { Schedule } from "#kernel";
import { seedOf } from "#kernel";
import type { TourMeta } from "#lab";
import { CONFIGS, DEFECTS } from "#protocols/canary";
import type { Defect } from "#protocols/canary";
import { countText, grouped, movesText, sentence, timeline } from "#report";
import { canarySubject } from "#spec/canary";

const SCHEDULES = 4_000;
const root = seedOf("0000000000005c15");

/** What each mistake must be caught by. */
const CAUGHT: Readonly<Record<Defect, string>> = {
  "short-quorum": "S1",
  forgetful: "L1",
  hasty: "L2",
  silent: "L1",
  weary: "L1",
  aloof: "L2",
  gullible: "S1",
  "double-counting": "S1",
  disorderly: "D2",
  inventive: "S2",
  leaping: "S3",
  minting: "S4",
  reborn: "S5",
  fragile: "S6",
  hoarding: "S7",
};

/** A mistake is shown whole once; the others are shown by what it takes. */
const SHOWN: Defect = "short-quorum";

test("sound", ({ task }) => {
  const sight = hunt({ config: "sound", root, from: 0, to: SCHEDULES });
  const { found, runs, events } = sight;
  tell(task.meta, {
    story:
      found === undefined
        ? `● sound: held in ${countText(runs, "schedule")}, ${countText(events, "event")}, storms and liars in them\n`
        : `✗ sound: ${found.failure.identity}: ${found.failure.verdict.because}`,
    exit: found === undefined ? 0 : found.failure.class === "safety" ? 1 : 2,
  });
  expect(found).toBeUndefined();
});

test.for(Object.keys(CAUGHT) as readonly Defect[])("%s", (config, { task }) => {
  const { found, runs } = hunt({ config, root, from: 0, to: 10 * SCHEDULES, property: CAUGHT[config] });
  if (found === undefined) {
    tell(task.meta, {
      story: `? ${config} ${DEFECTS[config]}: ${CAUGHT[config]} was expected to break, and held in ${countText(runs, "schedule")}`,
      exit: 3,
    });
    return expect.unreachable(`${CAUGHT[config]} was expected to break`);
  }
  const finding = findingOf(canarySubject, found);
  tell(task.meta, { story: storyOf(config, finding, runs), exit: 0 });
  expect(finding.failure.property).toBe(CAUGHT[config]);
  expect(CONFIGS[config][config]).toBe(true);
});

const hunt = (wish: Search): Sight => search(canarySubject, wish);

const tell = (meta: object, told: Required<TourMeta>): void => void Object.assign(meta, told);

const storyOf = (config: Defect, finding: Finding, runs: number): string => {
  const { repro, executions } = finding;
  const head = `✓ ${config}: it ${DEFECTS[config]}. Found in schedule ${grouped(runs)}, made minimal in ${countText(executions, "execution")}:`;
  const lines = [head, sentence(canarySubject, finding), movesText(repro.schedule)];
  if (isMendedByCalm(repro.schedule)) lines.push(calmText(repro.schedule));
  if (config === SHOWN) lines.push("", timeline(canarySubject, repro.schedule, finding.failure));
  return `${lines.join("\n").replaceAll("\n", "\n    ")}\n`;
};

/** Whether something is left for the calm to mend: it starts nodes again by itself, so no move says that they restart. */
const isMendedByCalm = ({ moves }: Schedule): boolean => {
  const count = (kind: string): number => moves.filter((move) => move.kind === kind).length;
  return count("crash") > count("restart") || count("pause") > count("resume") || count("cut") > count("heal");
};

const calmText = ({ calm, setup: { faults } }: Schedule): string =>
  `·  tick ${calm.from}  then the calm: cuts heal, who stands still goes on, and the dead start again, until at most ${countText(faults, "node")} ${faults === 1 ? "lies or is" : "lie or are"} dead`;
