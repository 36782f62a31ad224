import { Cluster } from "#kernel";
import type { Parts, Protocol, Setup } from "#kernel";
import { ClosedLoop, echoConsent, metered, totalOf } from "#protocols/echo-consent";
import { expect, test } from "vitest";

const run = (rounds: number) => {
  const { protocol, meter } = metered(echoConsent);
  const setup: Setup = {
    nodes: 200,
    seed: "0000000000000001",
    topology: { kind: "random", permille: 900, links: "listed" },
    faults: 0,
    delta: 1,
  };
  const cluster = new Cluster(protocol as unknown as Protocol<Parts>, { config: "v0-t1-w6", setup, weather: "calm", moves: [] });
  const loop = new ClosedLoop(cluster, { tokens: 1, partsMax: 1 }, setup);
  for (let round = 0; round < rounds; round++) loop.round(round);
  return { commits: loop.latencies.length, messages: totalOf(meter) };
};

test("a token whose blocks are waited for is spent again and again, mostly by votes", () => {
  const { commits, messages } = run(100);
  expect(commits).toBeGreaterThan(4);
  expect(messages / commits).toBeGreaterThan(100);
});
