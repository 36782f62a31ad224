import fc from "fast-check";
import { expect, test } from "vitest";
import { snapshot } from "#kernel";
import type { Plain } from "#kernel";
import { RULE_SETS, spotOfBlock } from "#protocols/echo-consent";
import { MISSHAPEN, strange } from "./misshapen.ts";
import { Puppets } from "./puppet.ts";
import type { Rules, Seen } from "./puppet.ts";

const SEED = 0x5c415;
const [NODE, PEER] = [3, 5];
const sets: readonly (readonly [string, Rules])[] = Object.entries(RULE_SETS);
/** Longer than anything lives in a pool, in ticks. */
const LONG = 600;

/** All that a node holds but the count of what it refused. */
const rest = (state: Seen): string => snapshot({ ...state, refused: 0 });

test.for(sets)("%s refuses every misshapen message and counts it, and holds what it held", ([, rules]) => {
  const puppets = new Puppets(rules);
  const before = rest(puppets.states[NODE]!);
  const passed = MISSHAPEN.filter((message, index) => {
    puppets.hear(NODE, PEER, message);
    return puppets.refused(NODE)["unknown"] !== index + 1;
  });
  expect(passed).toEqual([]);
  expect(rest(puppets.states[NODE]!)).toBe(before);
  puppets.pass(LONG);
  expect(puppets.panics()).toEqual([]);
  expect(MISSHAPEN.length).toBeGreaterThan(1_000);
});

test.for(sets)("%s outlives whatever stands in any field of a message, then and later", ([, rules]) => {
  const property = fc.property(fc.array(strange, { minLength: 1, maxLength: 8 }), (messages) => {
    const puppets = new Puppets(rules);
    for (const message of messages) puppets.hear(NODE, PEER, message);
    puppets.pass(LONG);
    expect(puppets.panics()).toEqual([]);
  });
  fc.assert(property, { numRuns: 60, seed: SEED });
});

test.for(sets)("%s goes on to commit after it was told all that nonsense by way of the network", ([, rules]) => {
  const puppets = new Puppets(rules);
  const carried = MISSHAPEN.filter(isCarried);
  for (const message of carried) puppets.say(PEER, NODE, message as Plain);
  puppets.pass(4);
  expect(puppets.refused(NODE)).toEqual({ unknown: carried.length });
  puppets.submit(NODE, { block: 1, parts: [{ token: 1, last: 0, key: 1, signature: 0 }] });
  puppets.pass(LONG);
  expect(puppets.panics()).toEqual([]);
  expect([...puppets.states[NODE]!.blocks.keys()]).toEqual([1]);
});

/** Whether the network carries it: it has a kind, and is plain. */
const isCarried = (message: unknown): boolean =>
  typeof (message as { kind?: unknown } | undefined | null)?.kind === "string" && isPlain(message);

const isPlain = (said: unknown): boolean => {
  if (typeof said === "number") return Number.isSafeInteger(said);
  if (typeof said !== "object" || said === null) return said === null || ["string", "boolean", "undefined"].includes(typeof said);
  return Array.isArray(said) || Object.getPrototypeOf(said) === Object.prototype ? Object.values(said).every(isPlain) : false;
};

test.for(sets)("%s refuses what a client hands in that is no block, and counts it", ([, rules]) => {
  const puppets = new Puppets(rules);
  const part = { token: 1, last: 0, key: 1, signature: 0 };
  const operations: readonly Plain[] = [
    ...[null, 7, "block", true, [], {}, { block: 1 }, { parts: [part] }, { block: 0, parts: [part] }, { block: -1, parts: [part] }],
    ...[
      { block: "1", parts: [part] },
      { block: 1, parts: part },
      { block: 1, parts: [null] },
      { block: 1, parts: [[]] },
    ],
    ...Object.keys(part).flatMap((field) => [-1, null, "1", [1]].map((wrong) => ({ block: 1, parts: [{ ...part, [field]: wrong }] }))),
    ...["soon", [1], { now: 1 }, true].map((time) => ({ block: 1, parts: [part], time })),
  ];
  for (const operation of operations) puppets.submit(NODE, operation);
  puppets.pass(LONG);
  expect(puppets.panics()).toEqual([]);
  expect(puppets.refused(NODE)).toEqual({ shape: operations.length });
  expect(puppets.states[NODE]!.pool.size).toBe(0);
});

/** What each rule refuses, with the rules that make it do so. Nodes know but their neighbours on the ring, so that there are strangers. */
const REFUSED: readonly (readonly [string, Rules, (puppets: Puppets) => unknown])[] = [
  ["unknown", RULE_SETS.v0, (puppets) => puppets.say(PEER, NODE, { kind: "answer" })],
  ["unknown", RULE_SETS.v1, (puppets) => puppets.say(PEER, NODE, { kind: "news", body: blockOf(1), mask: 1, ticket: 1, time: 0 })],
  ["size", RULE_SETS.v0, (puppets) => puppets.submit(NODE, blockOf(6))],
  ["size", RULE_SETS["as-documented"], (puppets) => puppets.submit(NODE, blockOf(7))],
  ["early", RULE_SETS["v2-core"], (puppets) => puppets.submit(NODE, { ...blockOf(1), time: 101 })],
  ["shape", { ...RULE_SETS.v0, shapes: "strict" }, (puppets) => puppets.submit(NODE, blockOf(0))],
  ["shape", { ...RULE_SETS.v0, shapes: "strict" }, (puppets) => puppets.submit(NODE, { ...blockOf(2), parts: [partOf(1), partOf(1)] })],
  ["name", { ...RULE_SETS.v0, names: "bound" }, (puppets) => puppets.submit(NODE, blockOf(1))],
  ["ticket", RULE_SETS.v0, (puppets) => puppets.say(PEER, NODE, { kind: "block", body: blockOf(1), ticket: 7, time: 0 })],
  ["ticket", RULE_SETS.v1, (puppets) => puppets.say(PEER, NODE, { kind: "referral", block: 9, high: 1, low: 2, ticket: 7, time: 0 })],
  ["stranger", RULE_SETS["v2-core"], (puppets) => puppets.say(STRANGER, NODE, voteFor(9))],
  ["stranger", RULE_SETS["as-documented"], (puppets) => puppets.say(STRANGER, NODE, voteFor(9))],
  ["votes", { ...RULE_SETS.v0, votesUpTo: 1 }, (puppets) => [9, 10].map((block) => puppets.say(PEER, NODE, voteFor(block)))],
  ["rate", { ...RULE_SETS.v1, placeholders: 1 }, (puppets) => [9, 10].map((block) => puppets.say(PEER, NODE, voteFor(block)))],
  ["pool", { ...RULE_SETS.v1, poolMax: 1 }, (puppets) => [9, 10].map((block) => puppets.say(PEER, NODE, voteFor(block)))],
];
const STRANGER = 10;

const partOf = (token: number): { [key: string]: Plain } => ({ token, last: 0, key: 1, signature: 0 });
const blockOf = (used: number): { [key: string]: Plain } => ({
  block: 1,
  time: 0,
  parts: Array.from({ length: used }, (_, place) => partOf(1 + place)),
});
const voteFor = (block: number): Plain => ({ kind: "vote", block, mask: 1, asks: false, time: 0 });

test.for(REFUSED)("what a rule refuses is counted under its name: %s", ([refusal, rules, act]) => {
  const puppets = new Puppets(rules, { topology: { kind: "ring", near: 2 } });
  act(puppets);
  puppets.pass(2);
  expect(puppets.refused(NODE)).toEqual({ [refusal]: 1 });
  expect(puppets.panics()).toEqual([]);
});

test("nobody is led to talk to himself", () => {
  const puppets = new Puppets(RULE_SETS.v1);
  const ticket = (spotOfBlock(9).low ^ 2) & 0x3fffffff;
  const before = rest(puppets.states[NODE]!);
  puppets.hear(NODE, NODE, { kind: "vote", block: 9, mask: 1, asks: true, time: 0 });
  puppets.say(PEER, NODE, { kind: "referral", block: 9, high: NODE, low: NODE, ticket, time: 0 });
  puppets.say(PEER, NODE, { kind: "query", block: 9, target: NODE, ticket, time: 0 });
  puppets.pass(LONG);
  expect(rest(puppets.states[NODE]!)).toBe(before);
  expect(puppets.panics()).toEqual([]);
});
