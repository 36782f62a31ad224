import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Cluster } from "#kernel";
import type { Parts, Protocol, Setup } from "#kernel";
import { ConflictingClients, echoConsent, rehearse } from "#protocols/echo-consent";
import type { Scenario } from "#protocols/echo-consent";
import { expect, test } from "vitest";

const ROUNDS = 60;
/** A network of two hundred is dear. */
const FEW = 40;

const run = () => {
  const setup: Setup = { nodes: 24, seed: "0000000000000001", topology: "mesh", faults: 0, delta: 1 };
  const premise = { config: "v2-core", setup, weather: "calm", moves: [] } as const;
  const cluster = new Cluster(echoConsent as unknown as Protocol<Parts>, premise);
  const clients = new ConflictingClients(cluster, { kind: "contention", slots: 1, familyPermille: 250, partsMax: 3 }, setup);
  for (let round = 0; round < ROUNDS; round++) clients.round(round);
  return clients;
};

test("clients that do not wait ask for a block in every slot, and for two in that of a family", () => {
  const { attempts, families } = run();
  expect(families.length).toBeGreaterThan(4);
  expect(attempts).toHaveLength(ROUNDS + families.length);
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
  const { attempts, families } = run();
  const contested = new Set(families.flatMap(({ candidates }) => candidates.map(({ block }) => block)));
  const plain = attempts.filter(({ block, from }) => !contested.has(block) && from < ROUNDS - 20);
  expect(plain.filter(({ committed }) => committed !== undefined).length / plain.length).toBeGreaterThan(0.6);
});

test("what became of contending clients adds up, and the higher of two seldom gives way at its owner", () => {
  const path = join(import.meta.dirname, "../../fixtures/scenarios/echo-consent/H.json");
  const scenario = JSON.parse(readFileSync(path, "utf8")) as Scenario;
  const { submitted, commits, latencies, families, messages, delivered } = rehearse({ ...scenario, rounds: FEW }, "0000000000000001");
  const { count, split, stalled, lowerOwner, doubleOwner } = families!;
  expect(submitted).toBe(3 * FEW + count);
  expect(latencies).toHaveLength(commits);
  expect(latencies).toEqual(latencies.toSorted((a, b) => a - b));
  expect(commits / submitted).toBeGreaterThan(0.3);
  expect(Math.max(split, stalled)).toBeLessThanOrEqual(count);
  expect(doubleOwner).toBeLessThanOrEqual(lowerOwner);
  expect(lowerOwner).toBeLessThan(count / 3);
  expect(messages.wire).toBeLessThan(delivered);
});
