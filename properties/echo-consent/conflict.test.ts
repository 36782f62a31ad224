import { Cluster } from "#kernel";
import type { Parts, Protocol, Setup } from "#kernel";
import { CONFLICT_WORKLOAD, ConflictingClients, contend, echoConsent } from "#protocols/echo-consent";
import { expect, test } from "vitest";

const ROUNDS = 60;
/** A network of two hundred is dear. */
const FEW = 40;

const run = () => {
  const setup: Setup = { nodes: 24, seed: "0000000000000001", topology: "mesh", faults: 0, delta: 1 };
  const premise = { config: "v2-core", setup, weather: "calm", moves: [] } as const;
  const cluster = new Cluster(echoConsent as unknown as Protocol<Parts>, premise);
  const clients = new ConflictingClients(cluster, { slots: 1, familyPermille: 250, partsMax: 3 }, setup);
  for (let round = 0; round < ROUNDS; round++) clients.round(round);
  return clients;
};

test("clients that do not wait ask for a block in every slot, and for two in that of a family", () => {
  const { asked, families } = run();
  expect(families.length).toBeGreaterThan(4);
  expect(asked).toHaveLength(ROUNDS + families.length);
});

test("the two of a family spend one token from one parent, and are asked of two nodes", () => {
  const { families, moves } = run();
  for (const { token, candidates } of families) {
    const spent = candidates.map(({ block }) => {
      const move = moves.find((one) => one.kind === "submit" && (one.operation as { block: number }).block === block);
      return (move as unknown as { operation: { parts: { token: number; last: number }[] } }).operation.parts[0]!;
    });
    expect(spent.map((part) => part.token)).toEqual([token, token]);
    expect(spent[0]!.last).toBe(spent[1]!.last);
    expect(spent[0]!.last).not.toBe(0);
    expect(candidates[0]!.node).not.toBe(candidates[1]!.node);
  }
});

test("most blocks that nobody contests commit where they were asked for", () => {
  const { asked, families } = run();
  const contested = new Set(families.flatMap(({ candidates }) => candidates.map(({ block }) => block)));
  const plain = asked.filter(({ block, from }) => !contested.has(block) && from < ROUNDS - 20);
  expect(plain.filter(({ committed }) => committed !== undefined).length / plain.length).toBeGreaterThan(0.6);
});

test("what became of contending clients adds up, and the higher of two seldom gives way at its owner", () => {
  const outcomes = contend({ ...CONFLICT_WORKLOAD, rounds: FEW }, "0000000000000001");
  const { submitted, committed, latencies, families, split, stalled, lowerOwner, doubleOwner, delivered, wire } = outcomes;
  expect(submitted).toBe(3 * FEW + families);
  expect(latencies).toHaveLength(committed);
  expect(latencies).toEqual(latencies.toSorted((a, b) => a - b));
  expect(committed / submitted).toBeGreaterThan(0.3);
  expect(Math.max(split, stalled)).toBeLessThanOrEqual(families);
  expect(doubleOwner).toBeLessThanOrEqual(lowerOwner);
  expect(lowerOwner).toBeLessThan(families / 3);
  expect(wire).toBeLessThan(delivered);
});
