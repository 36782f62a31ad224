import { expect, test } from "vitest";
import { RULE_SETS } from "#protocols/echo-consent";
import { Puppets } from "./puppet.ts";
import { NODE, ROUND, STRANGER, allSay, block, phaseOf, standsAt, star, vote } from "./rules.ts";

const documented = RULE_SETS["as-documented"];
const TOKEN = 7;

test("a block goes to everybody, each votes once before all, and it commits everywhere", () => {
  const nodes = 5;
  const puppets = new Puppets(documented, { nodes });
  puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  puppets.pass(4 * ROUND);
  const said = (kind: string) => puppets.delivered.filter(({ from, to, message }) => message.kind === kind && from !== to).length;
  expect(said("block")).toBe(nodes - 1);
  expect(said("vote")).toBe(nodes * (nodes - 1));
  expect(puppets.states.map(({ blocks }) => blocks.has(1))).toEqual(Array.from({ length: nodes }, () => true));
});

test.for([
  [1, 0xff, "pending"],
  [2, 0xff, "commit"],
  [1, 0, "pending"],
  [2, 0, "blocked"],
] as const)("%i votes of %i leave a block %s", ([count, mask, phase]) => {
  const puppets = star(documented);
  puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  allSay(puppets, 1, mask, count);
  expect(phaseOf(puppets, 1)).toBe(phase);
});

test("a voter counts once, a stranger not at all", () => {
  const puppets = star(documented);
  puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  for (const peer of [1, 1, STRANGER]) puppets.hear(NODE, peer, vote(1, 0xff));
  expect(phaseOf(puppets, 1)).toBe("pending");
});

test("what nobody settles is blocked after five seconds, of a hundred ticks each, and its client is told", () => {
  const puppets = star(documented);
  const call = puppets.submit(NODE, block(1, { [TOKEN]: 0 }));
  puppets.pass(499);
  expect(phaseOf(puppets, 1)).toBe("pending");
  puppets.pass(2 * ROUND);
  expect(phaseOf(puppets, 1)).toBe("blocked");
  expect(puppets.cluster.history.filter((event) => event.kind === "respond")).toMatchObject([{ call, result: "expired" }]);
  expect(standsAt(puppets, TOKEN)).toBeUndefined();
});
