import { expect, test } from "vitest";
import { generate } from "#hunt";
import { hashOf, rerunPermuted, seedAt, seedOf, simulate } from "#kernel";
import type { Parts, Protocol, Schedule, Setup, Weather } from "#kernel";
import { RULE_SETS, echoConsent } from "#protocols/echo-consent";
import { contention } from "./contention.ts";

const WEATHERS: Readonly<Record<string, Weather>> = {
  calm: "calm",
  rainy: { delayTicksMin: 1, delayTicksMax: 8, lossPermille: 100, duplicatePermille: 50 },
  shuffled: { kind: "shuffled", everyTicks: 2, lostOneIn: 20 },
  rounds: { kind: "rounds", everyTicks: 2, delayMin: 0, delayMax: 1, againPermille: 200, lostPerMillion: 2_000 },
};
const TOPOLOGIES: Readonly<Record<string, Setup["topology"]>> = {
  mesh: "mesh",
  random: { kind: "random", permille: 700, links: "listed" },
};
/** Runs of each profile. Those with crashes and cuts, skewed clocks and late timers are most of them. */
const RUNS = 3;

const protocol = echoConsent as unknown as Protocol<Parts>;
const root = seedOf("000000000000d1d2");
const { eventsMax } = contention;

const configs = Object.keys(RULE_SETS);
const profiles = configs.flatMap((config) =>
  Object.keys(WEATHERS).flatMap((weather) => Object.keys(TOPOLOGIES).map((topology) => ({ config, weather, topology }))),
);

test.for(profiles)("one seed, one run: $config, $weather weather, $topology links", ({ config, weather, topology }) => {
  const hashes = new Set<string>();
  let decisions = 0;
  for (let index = 0; index < RUNS; index++) {
    const schedule = {
      ...generate({ ...contention, topology: TOPOLOGIES[topology]! }, config, seedAt(root, index)),
      weather: WEATHERS[weather]!,
    };
    const run = simulate(protocol, schedule, { eventsMax });
    decisions += run.history.filter(({ kind }) => kind === "decide").length;
    hashes.add(hashOf(run));
    expectSame(schedule, hashOf(run));
  }
  expect(hashes.size).toBe(RUNS);
  expect(decisions).toBeGreaterThan(RUNS);
});

/** Once more as it was, with every Map of a state in another order, and with all that leaves a node frozen. */
const expectSame = (schedule: Schedule, hash: string): void => {
  expect(hashOf(simulate(protocol, schedule, { eventsMax }))).toBe(hash);
  expect(hashOf(simulate(protocol, schedule, { eventsMax, isFrozen: true }))).toBe(hash);
  const isSame = hashOf(simulate(protocol, schedule, { eventsMax, isPermuted: true })) === hash;
  expect(isSame ? undefined : rerunPermuted(protocol, schedule, { eventsMax })).toBeUndefined();
};

test("a seed has a say: equal moves under another seed are another run wherever there is weather", () => {
  for (const config of configs) {
    const { setup, ...schedule } = generate({ ...contention, hardships: [] }, config, seedAt(root, 0));
    const runs = ["0000000000000001", "0000000000000002"].map((seed) =>
      hashOf(simulate(protocol, { ...schedule, setup: { ...setup, seed }, weather: WEATHERS["rainy"]! }, { eventsMax })),
    );
    expect(new Set(runs).size).toBe(2);
  }
});

test("an engine that says its pool as it came would be caught", () => {
  const careless: Protocol<Parts> = {
    ...protocol,
    timeout(state, timer, self) {
      self.observe({ kind: "note", instance: ["pool"], value: [...(state as { pool: Map<number, object> }).pool.keys()] });
      protocol.timeout(state, timer, self);
    },
  };
  const schedule = generate(contention, "v0", seedAt(root, 0));
  expect(rerunPermuted(careless, schedule, { eventsMax })?.place).toMatchObject({ kind: "handler", handler: "timeout" });
});
