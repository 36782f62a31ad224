import { expect, test } from "vitest";
import { findingOf, search } from "#hunt";
import type { Move, Weather } from "#kernel";
import { seedOf } from "#kernel";
import { findingText, movesText, sentence, sentenceOf, summary, timeline } from "#report";
import { canarySubject } from "#spec/canary";
import { findingIn, rivals } from "./finding.ts";

const LINES_MAX = 40;
const WIDTH_MAX = 110;

test("a finding is told in one sentence that needs no knowledge of the protocol", () => {
  expect(sentence(canarySubject, findingIn(rivals))).toBe(
    "S1 is broken (no two honest nodes decide differently): for [0, 0] node 3 decided 1 and node 2 decided 2, after two calls and one late message.",
  );
});

test("every kind of move has its words", async () => {
  const moves: readonly Move[] = [
    ...rivals.moves.slice(0, 1),
    { at: 1, kind: "cut", from: [0, 1], to: [2], ways: "one" },
    { at: 2, kind: "cut", from: [0], to: [2, 3], ways: "both" },
    { at: 3, kind: "heal" },
    { at: 3, kind: "crash", node: 2, inside: 1, kept: 0 },
    { at: 4, kind: "crash", node: 3, inside: "nothing", kept: 2 },
    { at: 12, kind: "restart", node: 2 },
    { at: 13, kind: "pause", node: 1 },
    { at: 14, kind: "resume", node: 1 },
    { at: 15, kind: "turn", node: 0, lie: "forger" },
    { at: 16, kind: "retry", name: 1, node: 2, operation: { spend: 0, parent: 0, block: 1, amount: 8 } },
    { at: 17, kind: "clog", from: [0], to: [1, 3] },
    { at: 18, kind: "slow", node: 2, by: 3 },
    { at: 19, kind: "slow", node: 2, by: 0 },
    { at: 20, kind: "skew", node: 2, by: -4, driftPermille: 50 },
    { at: 21, kind: "disk", node: 2, fault: { kind: "torn", kept: 1 } },
    { at: 22, kind: "disk", node: 1, fault: { kind: "stale" } },
    { at: 23, kind: "twin", node: 0, peers: [1, 2] },
    { kind: "timer", timer: { process: 4, says: { kind: "repeat", spend: 0 }, nth: 0 }, then: { kind: "early", by: 2 } },
    { kind: "timer", timer: { process: 0, says: { kind: "repeat", spend: 0 }, nth: "every" }, then: { kind: "drop" } },
    ...rivals.moves.slice(2),
    { kind: "fate", message: { from: 0, to: 2, identity: ["vote", 0, 0, 1], nth: 10 }, then: { kind: "drop" } },
    { kind: "fate", message: { from: 0, to: 2, identity: { plain: true }, nth: "every" }, then: { kind: "duplicate", after: 2 } },
  ];
  await expect(`${movesText({ ...rivals, moves })}\n`).toMatchFileSnapshot("moves.txt");
});

test("a failing hunt prints the sentence, the moves, the timeline, and the way back to them", async () => {
  const text = findingText(canarySubject, findingIn(rivals), { path: "x.json", command: "npm run hunt -- replay x.json" });
  expect(text).toContain("npm run hunt -- replay x.json");
  const lasting = text.replace(/run [0-9a-f]{16}/, "run (its hash)").replace(/in \d+ executions/, "in (so many) executions");
  await expect(`${lasting}\n`).toMatchFileSnapshot("finding.txt");
});

test("of a run that its rerun contradicts, it is told in which handler of which node the two part, and over what", () => {
  const found = search(canarySubject, {
    config: "disorderly",
    property: "D2",
    root: seedOf("0000000000000007"),
    from: 0,
    to: 1_000,
  }).found!;
  const text = findingText(canarySubject, findingOf(canarySubject, found), { path: "x.json", command: "npm run hunt -- replay x.json" });
  const [, at, once, again] = /^parts {6}at tick \d+, in (\w+ of node \d)\n {4}once {3}(.+)\n {4}again {2}(.+)$/m.exec(text)!;
  expect(at).toMatch(/^(receive|timeout|start) of node \d$/);
  expect(once).not.toBe(again);
});

test.for([
  ["short-quorum", "S1", 4],
  ["hasty", "L2", 7],
  ["silent", "L1", 5],
  ["gullible", "S1", 4],
  ["double-counting", "S1", 4],
  ["aloof", "L2", 4],
  ["fragile", "S6", 6],
  ["minting", "S4", 7],
  ["disorderly", "D2", 4],
] as const)(
  "the timeline of the %s canary that breaks %s among %i nodes fits a screen, as found and as shrunk",
  ([config, property, nodes]) => {
    const subject = { ...canarySubject, ground: { ...canarySubject.ground, nodes: [nodes] } };
    const found = search(subject, { config, property, root: seedOf("0000000000000007"), from: 0, to: 20_000 }).found!;
    const { repro, failure } = findingOf(subject, found);
    for (const text of [timeline(subject, repro.schedule, failure), timeline(subject, found.schedule, found.failure)]) {
      const lines = text.split("\n");
      expect(lines.length).toBeLessThanOrEqual(LINES_MAX);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(WIDTH_MAX);
      expect(lines.filter((line) => line.includes(`${property} breaks here`))).toHaveLength(1);
    }
  },
);

test("a summary says how much each property had to judge, and what was never seen", () => {
  const counts = {
    runs: 1_234,
    events: 1_234_567,
    unknown: 0,
    judged: [1, 2, 3, 4, 5, 6, 7, 8, 9_999],
    seen: [1_200, 0],
    found: undefined,
  };
  const lines = summary(canarySubject, counts).split("\n");
  expect(lines[0]).toBe("1,234 runs, 1,234,567 events, 0 unknown");
  expect(lines[9]).toBe("  L2  9,999 judged  in the calm all ledgers become one");
  expect(lines[11]).toContain("E2      0 seen    the storm left an owed call undecided when the calm came (never: ");
});

test.for<[Weather, string]>([
  ["calm", "one crash."],
  [{ delayTicksMin: 1, delayTicksMax: 4, lossPermille: 0, duplicatePermille: 0 }, "one crash and rough weather."],
  [
    { delayTicksMin: 1, delayTicksMax: 4, lossPermille: 0, duplicatePermille: 0, isInOrder: true },
    "one crash and rough weather on ordered links.",
  ],
  [{ kind: "shuffled", everyTicks: 1, lostOneIn: 20 }, "one crash and a shuffled queue."],
  [{ kind: "rounds", everyTicks: 1, delayMin: 0, delayMax: 0, againPermille: 0, lostPerMillion: 0 }, "one crash and weather in rounds."],
])("every weather has its words: %#", ([weather, words]) => {
  const moves: readonly Move[] = [{ at: 0, kind: "crash", node: 0, inside: "nothing", kept: 0 }];
  const told = sentenceOf(canarySubject, findingIn(rivals).failure, { ...rivals, weather, moves });
  expect(told.slice(told.indexOf("after ") + 6)).toBe(words);
});
