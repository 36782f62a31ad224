import { perCommit, rehearse } from "#protocols/echo-consent";
import type { Scenario } from "#protocols/echo-consent";
import { expect, test } from "vitest";

const SMALL: Scenario = {
  config: "v0-t1-w6",
  setup: { nodes: 200, topology: { kind: "random", permille: 900, links: "listed" }, faults: 0, delta: 1 },
  weather: "calm",
  moves: [],
  rounds: 100,
  demand: { tokens: 1, partsMax: 1 },
};

test("a token whose blocks are waited for is spent again and again, mostly by votes", () => {
  const figures = rehearse(SMALL, "0000000000000001");
  expect(figures.commits).toBeGreaterThan(4);
  expect(perCommit(figures)).toBeGreaterThan(100);
  expect(figures.messages.vote / figures.delivered).toBeGreaterThan(0.8);
});

test("one seed, one run: the figures are the same to the hash", () => {
  expect(rehearse(SMALL, "0000000000000001")).toEqual(rehearse(SMALL, "0000000000000001"));
});
