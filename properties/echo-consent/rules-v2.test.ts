import { expect, test } from "vitest";
import { RULE_SETS, spotOfBlock } from "#protocols/echo-consent";
import { NODE, PEERS, ROUND, STRANGER, allSay, block, news, phaseOf, roundsOf, saidOf, settle, standsAt, star, vote } from "./rules.ts";

const v2 = RULE_SETS["v2-core"];
const [TOKEN, OTHER] = [7, 8];
const [LOW, HIGH] = [1, 2].sort((a, b) => spotOfBlock(a).high - spotOfBlock(b).high) as [number, number];

test("in v2-core a majority against a block does not settle it", () => {
  const puppets = star(v2);
  puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  allSay(puppets, 1, 0);
  puppets.pass(ROUND);
  expect(phaseOf(puppets, 1)).toBe("pending");
});

test("who learns of a block tells the four nearest of each role of it, with its vote and a ticket that anybody has", () => {
  const puppets = star(v2);
  puppets.hear(NODE, 1, news(block(1, { [TOKEN]: 0 }), 1));
  puppets.pass(ROUND);
  const told = saidOf(puppets, 1, "news");
  expect(told.length).toBeGreaterThanOrEqual(4);
  expect(new Set(told.map(({ to }) => to)).size).toBe(told.length);
  for (const { message } of told) expect(message).toMatchObject({ mask: 1, ticket: 1 });
  puppets.hear(NODE, 2, news(block(1, { [TOKEN]: 0 }), 1));
  puppets.pass(ROUND);
  expect(saidOf(puppets, 1, "news")).toHaveLength(told.length);
});

test("of two siblings the lower is blocked, whichever came first, and whoever brought the lower late is told of the higher", () => {
  const low = block(LOW, { [TOKEN]: 0 });
  const high = block(HIGH, { [TOKEN]: 0 });
  for (const bodies of [
    [low, high],
    [high, low],
  ]) {
    const puppets = star(v2);
    bodies.forEach((body, place) => puppets.hear(NODE, PEERS[place]!, news(body, 1)));
    puppets.pass(ROUND);
    expect([phaseOf(puppets, LOW), phaseOf(puppets, HIGH)]).toEqual(["blocked", "pending"]);
    const brought = PEERS[bodies.indexOf(low)]!;
    expect(saidOf(puppets, HIGH, "news").map(({ to }) => to)).toContain(brought);
  }
});

test("a vote about a blocked block is answered with a no, one about a committed block with a yes to all that it has", () => {
  const puppets = star(v2);
  settle(puppets, 1, { [OTHER]: 0 });
  for (const name of [LOW, HIGH]) puppets.submit(NODE, block(name + 10, { [TOKEN]: 0 }));
  const blocked = [LOW, HIGH].map((name) => name + 10).find((name) => phaseOf(puppets, name) === "blocked")!;
  for (const name of [1, blocked]) puppets.hear(NODE, 3, vote(name, 1, true));
  puppets.pass(ROUND);
  const answer = (name: number) => saidOf(puppets, name, "vote").filter(({ to, message }) => to === 3 && message.asks === false);
  expect(answer(1).map(({ message }) => message.mask)).toEqual([0xff]);
  expect(answer(blocked).map(({ message }) => message.mask)).toEqual([0]);
});

test("the sibling that is higher and comes late stays pending, and nobody hears of it", () => {
  const puppets = star(v2);
  settle(puppets, LOW, { [TOKEN]: 0 });
  puppets.hear(NODE, 1, news(block(HIGH, { [TOKEN]: 0 }, 1), 1));
  puppets.pass(6 * ROUND);
  expect([phaseOf(puppets, HIGH), standsAt(puppets, TOKEN)]).toEqual(["pending", LOW]);
});

test("when a block commits, all who asked for a vote hear of it at once", () => {
  const puppets = star(v2);
  for (const peer of [1, 2, 3, 4]) puppets.hear(NODE, peer, news(block(1, { [TOKEN]: 0 }), 1));
  allSay(puppets, 1, 0xff, 2, 1);
  puppets.pass(2 * ROUND);
  expect(phaseOf(puppets, 1)).toBe("commit");
  const told = saidOf(puppets, 1, "vote").filter(({ message }) => message.asks === false);
  expect(told.map(({ to, message }) => [to, message.mask])).toEqual([
    [3, 0xff],
    [4, 0xff],
  ]);
});

/** The rounds in which a node asks for votes on the last of these, of which there can never be enough. */
const pollingOf = (names: readonly number[], rounds: number): readonly number[] => {
  const puppets = star({ ...v2, threshold: 50 });
  for (const name of names) puppets.submit(NODE, block(name, { [TOKEN]: 0 }));
  puppets.pass(rounds * ROUND);
  const asked = saidOf(puppets, names.at(-1)!, "vote").filter(({ message }) => message.asks === true);
  return roundsOf(asked);
};

test("an ordinary block is polled for in every ninth round, a contested one in every third, after two silent steps", () => {
  const gaps = (rounds: readonly number[]) => new Set(rounds.slice(1).map((round, place) => round - rounds[place]!));
  const calm = pollingOf([1], 60);
  const contested = pollingOf([LOW, HIGH], 60);
  expect(gaps(calm)).toEqual(new Set([9]));
  expect(gaps(contested)).toEqual(new Set([3]));
  expect([calm[0], contested[0]]).toEqual([9, 3]);
});

test("polling goes outward pair by pair, and begins anew after the fourth", () => {
  const puppets = star(v2);
  puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  puppets.pass(50 * ROUND);
  const asked = saidOf(puppets, 1, "vote");
  const pairs = roundsOf(asked).map((round) => asked.filter(({ at }) => Math.floor(at / ROUND) === round).map(({ to }) => to));
  expect(pairs.length).toBeGreaterThanOrEqual(5);
  expect(pairs[4]).toEqual(pairs[0]);
  expect(pairs[1]).not.toEqual(pairs[0]);
});

test("nobody is asked about a part that is voted down, until votes bring it back", () => {
  const puppets = star(v2);
  puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  allSay(puppets, 1, 0);
  puppets.pass(20 * ROUND);
  expect(saidOf(puppets, 1, "vote")).toEqual([]);
  allSay(puppets, 1, 1, 4, 20);
  puppets.pass(20 * ROUND);
  expect(saidOf(puppets, 1, "vote").length).toBeGreaterThan(0);
});

test("a missing parent is asked for in every fifth round, of one who voted for what follows it", () => {
  const puppets = star(v2);
  settle(puppets, 1, { [TOKEN]: 0 });
  puppets.submit(NODE, block(3, { [TOKEN]: 2 }, 1));
  puppets.hear(NODE, 4, vote(3, 1, false, 1));
  puppets.pass(20 * ROUND);
  const asked = saidOf(puppets, 2, "query");
  expect(new Set(asked.map(({ to }) => to))).toEqual(new Set([4]));
  const rounds = roundsOf(asked);
  expect(rounds.length).toBeGreaterThanOrEqual(3);
  expect(rounds.slice(1).every((round, place) => round - rounds[place]! === 5)).toBe(true);
});

test("a body that has not come is asked for in every round, of whoever asked for a vote last", () => {
  const puppets = star(v2);
  puppets.hear(NODE, 1, vote(9, 1, true, 0));
  puppets.hear(NODE, 2, vote(9, 1, true, 1));
  puppets.pass(5 * ROUND);
  const asked = saidOf(puppets, 9, "query");
  expect(new Set(asked.map(({ to }) => to))).toEqual(new Set([2]));
  expect(roundsOf(asked)).toHaveLength(4);
});

test("the votes of strangers count, if they only carry a ticket", () => {
  const puppets = star({ ...v2, threshold: 0 });
  puppets.hear(NODE, STRANGER, vote(9, 1));
  expect(phaseOf(puppets, 9)).toBeUndefined();
  puppets.hear(NODE, STRANGER, { ...vote(9, 1), ticket: 1 });
  expect(phaseOf(puppets, 9)).toBe("pending");
  puppets.hear(NODE, STRANGER, news(block(9, { [TOKEN]: 0 }), 1));
  puppets.pass(ROUND);
  expect(phaseOf(puppets, 9)).toBe("commit");
});

test("a body that nobody asked for comes in if it begins with a creation and has two parts", () => {
  const puppets = star(v2);
  const say = (name: number, tokens: Readonly<Record<number, number>>) =>
    puppets.hear(NODE, 1, { kind: "block", body: block(name, tokens), ticket: 0, time: 0 });
  say(20, { [TOKEN]: 0 });
  say(21, { [TOKEN]: 5, [OTHER]: 0 });
  say(22, { [TOKEN]: 0, [OTHER]: 5 });
  expect([20, 21, 22].map((name) => phaseOf(puppets, name))).toEqual([undefined, undefined, "pending"]);
});

test.for([
  ["none", 0],
  ["requests", 1],
] as const)("with batches of %s what goes to one peer in one tick travels as one message: %i", ([batches, least]) => {
  const puppets = star({ ...v2, batches });
  for (const name of [1, 2, 3, 4]) puppets.submit(NODE, block(name, { [TOKEN + name]: 0 }));
  puppets.pass(12 * ROUND);
  const sent = puppets.delivered.filter(({ from }) => from === NODE);
  const parcels = sent.filter(({ message }) => message.kind === "batch");
  expect(Math.min(1, parcels.length)).toBe(least);
  for (const { message } of parcels) expect(message.requests!.length).toBeGreaterThan(1);
  const asked = sent.filter(({ message }) => message.kind === "vote" && message.asks === true).length;
  expect(asked + parcels.flatMap(({ message }) => message.requests!).length).toBe(16);
});
