import { expect, test } from "vitest";
import { findingOf, search } from "#hunt";
import { seedOf } from "#kernel";
import type { TourMeta } from "#lab";
import { countText, grouped, movesText, sentence, timeline } from "#report";
import { echoConsentSubject } from "#spec/echo-consent";

const SCHEDULES = 1_000;
const root = seedOf("0000000000005c15");

test("a double-spend", ({ task }) => {
  const tell = (told: Required<TourMeta>): void => void Object.assign(task.meta, told);
  const { found, runs } = search(echoConsentSubject, { config: "v0", root, from: 0, to: SCHEDULES, property: "I2" });
  if (found === undefined) {
    tell({ story: `? echo-consent v0: I2 was expected to break, and held in ${countText(runs, "schedule")}`, exit: 3 });
    return expect.unreachable("I2 was expected to break");
  }
  const finding = findingOf(echoConsentSubject, found);
  const { schedule } = finding.repro;
  const head = `✓ echo-consent v0: a protocol that others published, and a double-spend that it permits on a perfect network. Found in schedule ${grouped(runs)}, made minimal in ${countText(finding.executions, "execution")}:`;
  const lines = [
    head,
    sentence(echoConsentSubject, finding),
    movesText(schedule),
    "",
    timeline(echoConsentSubject, schedule, finding.failure),
  ];
  tell({ story: `${lines.join("\n").replaceAll("\n", "\n    ")}\n`, exit: 0 });
  expect(schedule.moves.map(({ kind }) => kind)).toEqual(["submit", "submit"]);
});
