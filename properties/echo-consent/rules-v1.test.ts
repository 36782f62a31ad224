import { expect, test } from "vitest";
import { peersIn } from "#kernel";
import { RULE_SETS, isOwnRange, spotOfBlock, spotOfToken } from "#protocols/echo-consent";
import { Puppets } from "./puppet.ts";
import { NODE, PEERS, ROUND, STRANGER, allSay, block, phaseOf, roundsOf, saidOf, settle, standsAt, star } from "./rules.ts";

const { v0, v1 } = RULE_SETS;
const [TOKEN, OTHER] = [7, 8];
const query = (name: number, ticket = 5) => ({ kind: "query", block: name, target: -1, ticket, time: 0 });
const byPlace = (names: readonly number[]): number[] => names.toSorted((a, b) => spotOfBlock(a).high - spotOfBlock(b).high);

test.for([
  ["v0", v0],
  ["v1", v1],
] as const)("in %s a clear majority against a block settles it as well as one for it", ([, rules]) => {
  const puppets = star(rules);
  puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  allSay(puppets, 1, 0);
  puppets.pass(ROUND);
  expect(phaseOf(puppets, 1)).toBe("commit");
});

test.for([
  [2, "pending"],
  [3, "commit"],
] as const)("with a threshold of two %i votes leave a block %s", ([count, phase]) => {
  const puppets = star(v1);
  puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  allSay(puppets, 1, 1, count);
  puppets.pass(ROUND);
  expect(phaseOf(puppets, 1)).toBe(phase);
});

test("v0 overwrites a token that stands elsewhere than at the parent", () => {
  const puppets = star(v0);
  settle(puppets, 1, { [TOKEN]: 0 });
  settle(puppets, 3, { [TOKEN]: 2 }, 1);
  expect(standsAt(puppets, TOKEN)).toBe(3);
});

test("v1 neither votes for a block whose parent it does not hold nor commits it, and asks for the parent in every round", () => {
  const puppets = star(v1);
  settle(puppets, 1, { [TOKEN]: 0 });
  puppets.submit(NODE, block(3, { [TOKEN]: 2 }, 1));
  allSay(puppets, 3, 0xff);
  puppets.pass(6 * ROUND);
  expect([phaseOf(puppets, 3), standsAt(puppets, TOKEN)]).toEqual(["pending", 1]);
  expect(saidOf(puppets, 3, "vote")).toEqual([]);
  expect(roundsOf(saidOf(puppets, 2, "query"))).toHaveLength(5);
});

test("v1 asks for the parent of a creation too, though nobody has it", () => {
  const puppets = star(v1);
  settle(puppets, 1, { [TOKEN]: 0 });
  puppets.submit(NODE, block(3, { [TOKEN]: 0 }, 1));
  puppets.pass(6 * ROUND);
  expect(saidOf(puppets, 0, "query").length).toBeGreaterThanOrEqual(4);
});

test("a node votes for the creation of a token that it does not know, and against what follows a parent it does not know", () => {
  const puppets = star(v1);
  puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  puppets.submit(NODE, block(3, { [OTHER]: 2 }));
  puppets.pass(2 * ROUND);
  expect(new Set(saidOf(puppets, 1, "vote").map(({ message }) => message.mask))).toEqual(new Set([1]));
  expect(new Set(saidOf(puppets, 3, "vote").map(({ message }) => message.mask))).toEqual(new Set([0]));
});

test("a token is not moved by a block that is no younger than the one it stands at, though that commits", () => {
  const puppets = star(v1);
  settle(puppets, 1, { [TOKEN]: 0 }, 1);
  settle(puppets, 3, { [TOKEN]: 1 }, 1);
  expect([phaseOf(puppets, 3), standsAt(puppets, TOKEN)]).toEqual(["commit", 1]);
});

test("v1 moves only the tokens near a node, and saves the block all the same", () => {
  const puppets = new Puppets(v1, { nodes: 24 });
  const peers = peersIn({ nodes: 24, seed: "0000000000000001", topology: "mesh", faults: 0, delta: 1 }, 0)(NODE);
  const self = { id: NODE, nodes: 24, config: v1, peers };
  const isNear = (token: number) => isOwnRange(spotOfToken(token), { strangers: [] } as never, self as never);
  const tokens = Array.from({ length: 40 }, (_, place) => place + 1);
  const [near, far] = [tokens.find(isNear)!, tokens.find((token) => !isNear(token))!];
  puppets.submit(NODE, block(1, { [near]: 0, [far]: 0 }));
  for (let peer = 1; peer < 24; peer++) puppets.hear(NODE, peer, { kind: "vote", block: 1, mask: 0xff, asks: false, time: 0 });
  puppets.pass(ROUND);
  expect(puppets.states[NODE]!.blocks.has(1)).toBe(true);
  expect([standsAt(puppets, near), standsAt(puppets, far)]).toEqual([1, undefined]);
});

test.for([
  ["snapshot", "commit", "commit"],
  ["one-by-one", "commit", "pending"],
] as const)(
  "of two siblings that are ready in one tick a rule set that judges by %s has one at %s and the other at %s",
  ([evaluates, a, b]) => {
    const puppets = star({ ...v1, evaluates });
    const [low, high] = byPlace([1, 2]) as [number, number];
    for (const name of [low, high]) puppets.submit(NODE, block(name, { [TOKEN]: 0 }, name));
    for (const name of [low, high]) allSay(puppets, name, 1);
    puppets.pass(ROUND);
    expect([phaseOf(puppets, low), phaseOf(puppets, high)]).toEqual([a, b]);
  },
);

test("where two blocks want one token v1 keeps its vote for the lower, and says no to the other wherever it asks about that token", () => {
  const puppets = star(v1);
  const [low, high] = byPlace([1, 2]) as [number, number];
  for (const name of [low, high]) puppets.submit(NODE, block(name, { [TOKEN]: 0 }));
  puppets.pass(2 * ROUND);
  const masks = (name: number) => saidOf(puppets, name, "vote").map(({ message }) => message.mask);
  expect(new Set(masks(low))).toEqual(new Set([1]));
  expect(new Set(masks(high))).toEqual(new Set([0, 1]));
});

test("v1 refers a stranger who asks for a body that it lacks to two of its peers, under his ticket", () => {
  const puppets = star(v1);
  puppets.hear(NODE, STRANGER, query(9));
  puppets.pass(ROUND);
  const [referral, ...others] = saidOf(puppets, 9, "referral");
  expect(others).toEqual([]);
  expect(referral).toMatchObject({ to: STRANGER, message: { ticket: 5 } });
});

test("v1 passes the question of a peer on one time in four, to be answered to him, and drops it otherwise", () => {
  const puppets = star(v1);
  for (let round = 0; round < 8; round++) {
    puppets.hear(NODE, PEERS[0], query(9));
    puppets.pass(ROUND);
  }
  const passed = saidOf(puppets, 9, "query");
  expect(passed.map(({ message }) => message.target)).toEqual([PEERS[0], PEERS[0]]);
  expect(saidOf(puppets, 9, "referral")).toEqual([]);
});

test("a vote for a name not heard before is asked back for the body, once, and leaves it at that", () => {
  const puppets = star(v1);
  for (const peer of [1, 2]) puppets.hear(NODE, peer, { kind: "vote", block: 9, mask: 1, asks: true, time: 0 });
  puppets.pass(6 * ROUND);
  expect(saidOf(puppets, 9, "query").map(({ to }) => to)).toEqual([1]);
});

test("a stranger's vote makes him a connection, and is not counted", () => {
  const puppets = star(v1);
  puppets.hear(NODE, STRANGER, { kind: "vote", block: 9, mask: 1, asks: true, time: 0 });
  expect(puppets.states[NODE]!.strangers).toEqual([STRANGER]);
  expect(puppets.states[NODE]!.pool.has(9)).toBe(false);
});
