import { trial } from "#hunt";
import type { Schedule } from "#kernel";
import type { Operation } from "#protocols/echo-consent";
import { echoConsentSubject } from "#spec/echo-consent";
import { expect, test } from "vitest";

const NODES = 32;
const halves = [0, 1].map((half) => Array.from({ length: NODES / 2 }, (_, index) => 2 * index + half)) as [number[], number[]];
const CALM = 80;

/** The token is made in two ways, under another key each; the ground gives blocks the names that follow from what they hold. */
const [one, other] = echoConsentSubject.ground.rename!(
  [1, 2].map((key) => ({ block: key, time: 1, parts: [{ token: 1, last: 0, key, signature: 0 }] })),
) as readonly [Operation, Operation];

/** One token, spent once in each half. */
const siblings = (config: string, isCut: boolean, seed: string): Schedule => ({
  config,
  setup: { nodes: NODES, seed, topology: "mesh", faults: 0, delta: 2 },
  weather: "calm",
  moves: [
    ...(isCut ? [{ at: 0, kind: "cut", from: halves[0], to: halves[1], ways: "both" } as const] : []),
    { at: 0, kind: "submit", name: 1, node: 0, operation: one },
    { at: isCut ? 0 : CALM, kind: "submit", name: 2, node: 1, operation: other },
    ...(isCut ? [{ at: CALM, kind: "heal" } as const] : []),
  ],
  calm: { from: 2 * CALM, for: 440 },
});

const played = (schedule: Schedule) => {
  const { run, failures } = trial(echoConsentSubject, schedule);
  const committed = run.history.flatMap((event) => (event.kind === "respond" && event.result === "committed" ? [event.call] : []));
  return { committed, broken: failures.map(({ identity }) => identity.split(" ")[0]!) };
};

const SEEDS = ["0000000000000001", "0000000000000002", "0000000000000003"];
const RULES = ["v0", "v1", "v2-core", "v0-mended", "v1-mended", "v2-core-mended"];

test.for(RULES)("by design, halves of a network under %s spend the same token apart, and no healing takes either back", (config) => {
  for (const seed of SEEDS) expect(played(siblings(config, true, seed)).broken).toContain("I2");
});

test.for(["v0-mended", "v1-mended", "v2-core-mended"])(
  "without the cut, and one after the other, %s lets the token be spent once",
  (config) => {
    for (const seed of SEEDS) {
      const { committed, broken } = played(siblings(config, false, seed));
      expect(committed).toEqual([1]);
      expect(broken).not.toContain("I2");
    }
  },
);
