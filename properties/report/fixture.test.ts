import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { canarySubject } from "#spec/canary";
import { expectBreaks, expectHolds, hunting } from "schism/vitest";

const runs = 400;

test("a hunt that holds says what it judged and what it saw", async () => {
  const { text, events } = await expectHolds(canarySubject, { config: "sound", runs, workers: 0 });
  expect(events).toBeGreaterThan(runs);
  expect(text).toMatch(/^400 runs, /);
});

test("a hunt that fails prints a sentence, the moves, a timeline, and the file and the command that bring it back", async () => {
  const failure = (await expectHolds(canarySubject, { config: "short-quorum", runs, workers: 0 }).catch(
    (thrown: unknown) => thrown,
  )) as Error;
  const [sentence = ""] = failure.message.split("\n");
  const [, path = ""] = /^repro +(.*)$/m.exec(failure.message) ?? [];
  expect(sentence).toMatch(/^S1 is broken \(no two honest nodes decide differently\): .*\.$/);
  expect(failure.message).toMatch(/^1 {2}tick +\d+ {2}\w/m);
  expect(failure.message).toContain("S1 breaks here");
  expect(path).toMatch(/^reports\/out\/repros\/canary\/S1-short-quorum-[0-9a-f]{8}\.json$/);
  expect(existsSync(path)).toBe(true);
  expect(failure.message).toMatch(new RegExp(`npm run hunt -- replay ${path}$`));
  // What is shown beside it is the line of the test, not of the fixture.
  expect(failure.stack).toContain("fixture.test.ts");
  expect(failure.stack).not.toContain("src/lab");
});

test("a hunt in processes of its own finds the same", async () => {
  const hunt = { config: "short-quorum", property: "S1", runs };
  const [apart, within] = [await hunting(canarySubject, { ...hunt, workers: 2 }), await hunting(canarySubject, { ...hunt, workers: 0 })];
  expect(apart.text).toBe(within.text);
});

test("a breach that must be there is returned, or missed aloud", async () => {
  const { failure } = await expectBreaks(canarySubject, { config: "minting", property: "S4", runs, workers: 0 });
  expect(failure.property).toBe("S4");
  await expect(expectBreaks(canarySubject, { config: "sound", property: "S4", runs, workers: 0 })).rejects.toThrow(
    "S4 did not break in 400 runs of sound, and it should",
  );
});

test("a hunt that saw too little does not hold", async () => {
  await expect(expectHolds(canarySubject, { config: "sound", runs: 1, workers: 0 })).rejects.toThrow(/nothing to tell in 1 runs had .*E2/);
  const short = { ...canarySubject, ground: { ...canarySubject.ground, eventsMax: 5 } };
  await expect(expectHolds(short, { config: "sound", runs: 8, workers: 0 })).rejects.toThrow(
    "8 of 8 runs could not be judged to their end",
  );
  const hasty = { ...canarySubject, ground: { ...canarySubject.ground, calm: 8 } };
  await expect(expectHolds(hasty, { config: "sound", runs: 8, workers: 0 })).rejects.toThrow(
    /calm: it lasts 8 ticks, and 4 nodes .* may take 49/,
  );
});

test("a subject that was changed on the way is hunted as it is, and not as its module exports it", async () => {
  const { judged } = await hunting({ ...canarySubject, properties: [] }, { config: "sound", runs: 8, workers: 2 });
  expect(judged).toEqual([]);
});

test.for([
  [{ config: "sound", runs: 0 }, "a hunt has a number of runs above zero, and not 0"],
  [{ config: "loud", runs }, 'canary has no configuration "loud"; take one of sound, short-quorum, '],
  [{ config: "sound", runs, property: "S9" }, 'canary has no property "S9"; take one of S1, S2, '],
] as const)("%j is refused", async ([hunt, because]) => {
  await expect(hunting(canarySubject, hunt)).rejects.toThrow(because);
});

test("what is no subject is refused with the place and the remedy", async () => {
  const hollow = { ...canarySubject, ground: { ...canarySubject.ground, nodes: [] } };
  await expect(hunting(hollow, { config: "sound", runs })).rejects.toThrow("subject.ground.nodes: a list is not a list of whole numbers");
});
