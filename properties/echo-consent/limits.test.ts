import { expect, test } from "vitest";
import { RULE_SETS, spotOfBlock } from "#protocols/echo-consent";
import { Puppets } from "./puppet.ts";
import type { Rules, Seen } from "./puppet.ts";

const [FLOODER, NODE] = [0, 1];
/** A flood: so many names a round, for so many rounds. */
const [NAMES, ROUNDS] = [7, 20];

/** The most that the flooded node ever held. */
interface Peak {
  entries: number;
  blanks: number;
  votes: number;
  strangers: number;
}

/** Lets the flooder say something each round, and measures the node that hears it after each of its handlers. */
const flood = (rules: Rules, say: (puppets: Puppets, round: number) => void, topology: "mesh" | "ring" = "mesh") => {
  const puppets = new Puppets(rules, topology === "mesh" ? {} : { topology: { kind: "ring", near: 2 } });
  const peak: Peak = { entries: 0, blanks: 0, votes: 0, strangers: 0 };
  puppets.watch((node, state) => node === NODE && measure(peak, state));
  for (let round = 0; round < ROUNDS; round++) {
    say(puppets, round);
    puppets.pass(2);
  }
  expect(puppets.panics()).toEqual([]);
  return { puppets, peak };
};

const measure = (peak: Peak, { pool, strangers }: Seen): void => {
  const entries = [...pool.values()];
  peak.entries = Math.max(peak.entries, pool.size);
  peak.blanks = Math.max(peak.blanks, entries.filter(({ body }) => body === undefined).length);
  for (const { votes } of entries) peak.votes = Math.max(peak.votes, votes.length);
  peak.strangers = Math.max(peak.strangers, strangers.length);
};

/** Votes for names that nobody has. */
const names = (puppets: Puppets, round: number): void => floodOf(NAMES, puppets, round);
const floodOf = (count: number, puppets: Puppets, round: number): void => {
  for (let name = 0; name < count; name++) puppets.say(FLOODER, NODE, voteFor(1 + round * count + name, round));
};

const voteFor = (block: number, time: number) => ({ kind: "vote", block, mask: 1, asks: true, time });

/** Bodies under tickets that anybody can work out. */
const bodies = (puppets: Puppets, round: number): void => {
  for (let name = 0; name < NAMES; name++) {
    const block = 1 + round * NAMES + name;
    const body = { block, time: round, parts: [{ token: block, last: 0, key: 1, signature: 0 }] };
    puppets.say(FLOODER, NODE, { kind: "block", body, ticket: (spotOfBlock(block).low ^ 2) & 0x3fffffff, time: round });
    puppets.say(FLOODER, NODE, { kind: "news", body, mask: 1, ticket: 1, time: round });
  }
};

const ALL = NAMES * ROUNDS;
const { v0, v1, "v2-core": v2, "as-documented": documented } = RULE_SETS;

test("a flood of names fills a pool of v0 up to the bound from which on it records no votes", () => {
  const { puppets, peak } = flood(v0, names);
  expect(peak).toMatchObject({ entries: v0.votesUpTo, blanks: v0.votesUpTo });
  expect(puppets.refused(NODE)).toEqual({ votes: ALL - v0.votesUpTo });
});

test.for([
  ["v1", v1],
  ["v2-core", v2],
] as const)("a flood of names fills a pool of %s without a bound, until they grow too old", ([, rules]) => {
  const { puppets, peak } = flood({ ...rules, lifetime: 2 * ROUNDS }, names);
  expect(peak.blanks).toBe(ALL);
  puppets.pass(2 * (2 * ROUNDS) + 2);
  expect(puppets.states[NODE]!.pool.size).toBe(0);
});

test("a flood of names fills a pool of the documented rules up to its bound, and the rest is refused", () => {
  const { puppets, peak } = flood(documented, (strings, round) => floodOf(10 * NAMES, strings, round));
  expect(peak.entries).toBe(documented.poolMax);
  expect(puppets.refused(NODE)).toEqual({ pool: 10 * ALL - documented.poolMax });
});

test.for([
  ["v1", v1],
  ["v2-core", v2],
] as const)("%s with a bound on the names that one sender may bring in holds no more than those", ([, rules]) => {
  const { puppets, peak } = flood({ ...rules, placeholders: 8 }, names);
  expect(peak.blanks).toBe(8);
  expect(puppets.refused(NODE)["rate"]).toBe(ALL - 8);
});

test.for([
  ["v0", v0],
  ["v1", v1],
  ["v2-core", v2],
] as const)("a flood of bodies fills a pool of %s without a bound, where one stops at it", ([, rules]) => {
  expect(flood(rules, bodies).peak.entries).toBeGreaterThanOrEqual(ALL / 2);
  const { puppets, peak } = flood({ ...rules, poolMax: 50 }, bodies);
  expect(peak.entries).toBe(50);
  expect(puppets.refused(NODE)["pool"]).toBeGreaterThan(ALL / 2);
});

test.for(Object.entries(RULE_SETS))("%s keeps one vote of each voter, however often and late they vote", ([, rules]) => {
  const { peak } = flood(rules, (puppets, round) => {
    for (let from = 0; from < 12; from++)
      if (from !== NODE) for (let time = 0; time < 5; time++) puppets.say(from, NODE, voteFor(9, round * 5 + time));
  });
  expect(peak).toMatchObject({ entries: 1, votes: 11 });
});

test("strangers who vote become connections of v0 and v1, and of no others: at most everybody does", () => {
  const strangers = (puppets: Puppets, round: number): void => {
    for (let from = 0; from < 12; from++) if (from !== NODE) puppets.say(from, NODE, voteFor(100 * round + from, round));
  };
  const taken = Object.entries(RULE_SETS).map(([name, rules]) => [name, flood(rules, strangers, "ring").peak.strangers]);
  expect(taken).toEqual([
    ["v0", 7],
    ["v1", 7],
    ["v2-core", 0],
    ["as-documented", 0],
  ]);
});
