import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CONFIGS, OPTIONS, RULE_SETS, rankOf, spotOfBlock, spotOfToken } from "#protocols/echo-consent";
import { GROUNDS } from "./options/grounds.ts";
import { Lone } from "./options/lone.ts";
import type { Said } from "./options/lone.ts";
import { BASELINE, pageOf } from "./options/page.ts";
import type { Row } from "./options/page.ts";
import { play } from "./options/play.ts";
import type { Rules } from "./options/play.ts";
import { ROWS } from "./options/rows.ts";
import { SENTENCES } from "./options/sentences.ts";

const [TOKEN, BLOCK, NODES] = [1, 77, 24];
const SEED = "0000000000000a51";
const v0: Rules = RULE_SETS.v0;
const { lifetime, halfWidth } = v0;
/** Asked where others live, and nothing else. */
const quiet = new Lone(v0, NODES);
const namesUpTo = (most: number): readonly number[] => Array.from({ length: most }, (_, index) => index + 1);

test("an option alone is a rule set with its keys changed, and with no other", () => {
  for (const [option, added] of Object.entries(OPTIONS)) {
    const changed = CONFIGS[`v0+${option}`]!;
    const keys = Object.keys(v0).filter((key) => changed[key as keyof Rules] !== v0[key as keyof Rules]);
    expect([option, keys.toSorted()]).toEqual([option, Object.keys(added).toSorted()]);
  }
});

test.for(Object.entries(RULE_SETS))("%s remembers nothing for options that it does not have", ([, rules]) => {
  const node = new Lone(rules);
  node.submit(BLOCK);
  node.rounds(3);
  expect("aside" in node.state).toBe(false);
});

test.for([
  ["resubmit", { repeats: 3 }],
  ["blocking", { expiresAs: "blocked" }],
  ["rate-limit", { takesMax: 1_000, placeholders: 1_000 }],
  ["back-pressure", { pressedAt: 1_000 }],
  ["pruning", { keeps: 1_000 }],
] as const)("%s changes nothing where it has no cause", ([, added]) => {
  const ground = { ...GROUNDS.find(({ name }) => name === "dense")!, weather: "calm" as const, rounds: 60 };
  expect(play(ground, { ...ground.rules, ...added }, SEED)).toEqual(play(ground, ground.rules, SEED));
});

/** Votes that ask, as they were said. */
const asked = (said: readonly Said[]): readonly Said[] => said.filter(({ message }) => message.kind === "vote" && message.mask === 1);

test("batching: what goes to one peer in one tick is one message, and holds all that was to be said", () => {
  const [plain, batched] = [new Lone(v0, 7), new Lone({ ...v0, batches: "requests" }, 7)];
  for (const node of [plain, batched]) for (const block of [BLOCK, BLOCK + 1]) node.submit(block, block);
  const [single, together] = [plain.rounds(4), batched.rounds(4)];
  const requests = together.flatMap(({ message }) => message.requests ?? [message]);
  expect(requests.length).toBe(single.length);
  expect(together.length).toBeLessThan(single.length);
});

test("selective: nobody is asked whose vote is there, nor whose vote would not count", () => {
  const node = new Lone({ ...v0, asks: "missing" });
  node.submit(BLOCK);
  const near = new Set([...node.near({ token: TOKEN }, halfWidth), ...node.near({ block: BLOCK }, halfWidth)]);
  const voted = node.near({ token: TOKEN }, halfWidth).slice(0, 2);
  for (const voter of voted) node.vote(voter, BLOCK);
  const witnesses = node.near({ block: BLOCK }, halfWidth);
  const tos = asked(node.rounds(30)).map(({ to }) => to);
  expect(tos.filter((to) => !near.has(to) || voted.includes(to))).toEqual([]);
  expect(tos.some((to) => witnesses.includes(to))).toBe(true);
  const plain = new Lone(v0);
  plain.submit(BLOCK);
  for (const voter of voted) plain.vote(voter, BLOCK);
  expect(asked(plain.rounds(30)).some(({ to }) => voted.includes(to))).toBe(true);
});

/** As many of those near the token and near the block as are needed say yes. */
const approve = (node: Lone, count: number): void => {
  for (const voter of node.near({ token: TOKEN }, halfWidth).slice(0, count)) node.vote(voter, BLOCK);
  for (const voter of node.near({ block: BLOCK }, halfWidth).slice(0, count)) node.vote(voter, BLOCK);
};

test("pruning: what is settled leaves the pool, is answered from the store, and nothing opens it again", () => {
  const node = new Lone({ ...v0, keeps: 5 });
  node.submit(BLOCK);
  node.hear(9, { kind: "vote", block: 78, mask: 1, asks: false, time: 0 });
  approve(node, 3);
  node.rounds(2);
  expect(node.state.pool.get(BLOCK)?.phase).toBe("commit");
  node.rounds(6);
  expect([...node.state.pool.keys()]).toEqual([78]);
  node.vote(9, BLOCK);
  expect(node.said.at(-1)).toMatchObject({ to: 9, message: { kind: "vote", block: BLOCK, mask: 0xff } });
  node.submit(BLOCK);
  node.rounds(2);
  expect(node.state.pool.has(BLOCK)).toBe(false);
});

test("pruning: what was blocked is known by its name for as long as it would have stayed", () => {
  const node = new Lone({ ...v0, keeps: 5, shapes: "strict" });
  const parts = [TOKEN, TOKEN].map((token) => ({ token, last: 0, key: 1, signature: 0 }));
  node.vote(9, BLOCK);
  const { ticket } = node.said.at(-1)!.message as unknown as { ticket: number };
  node.hear(9, { kind: "block", body: { block: BLOCK, time: 0, parts }, ticket, time: 0 });
  node.submit(BLOCK + 1);
  node.rounds(8);
  expect(node.state.pool.has(BLOCK)).toBe(false);
  node.vote(9, BLOCK);
  expect(node.said.at(-1)).toMatchObject({ to: 9, message: { kind: "vote", block: BLOCK, mask: 0 } });
  node.rounds(lifetime);
  node.vote(9, BLOCK);
  expect(node.state.pool.get(BLOCK)?.phase).toBe("pending");
});

test("adaptive: who is hardly answered is content with one vote less, and never with less than two", () => {
  const commits = (rules: Rules, votes: number): boolean => {
    const node = new Lone(rules);
    node.submit(BLOCK);
    node.rounds(14);
    approve(node, votes);
    node.rounds(1);
    return node.state.blocks.has(BLOCK);
  };
  expect([2, 3].map((votes) => commits(v0, votes))).toEqual([false, true]);
  expect([1, 2].map((votes) => commits({ ...v0, adapts: "to-answers" }, votes))).toEqual([false, true]);
  expect([1, 2].map((votes) => commits({ ...v0, threshold: 1, adapts: "to-answers" }, votes))).toEqual([false, true]);
});

test("hierarchical: most of the first of their groups settle a role, and all others together do not", () => {
  const far = namesUpTo(100).find(
    (block) => !quiet.near({ block }, halfWidth).some((node) => quiet.near({ token: TOKEN }, halfWidth).includes(node)),
  )!;
  const isFirst = (voter: number, place: number, voters: readonly number[]): boolean =>
    place === 0 || Math.floor(voter / 3) !== Math.floor(voters[place - 1]! / 3);
  const run = (choose: (voters: readonly number[]) => readonly number[]): boolean => {
    const node = new Lone({ ...v0, groups: 3 });
    node.submit(far);
    for (const place of [{ token: TOKEN }, { block: far }]) for (const voter of choose(node.near(place, halfWidth))) node.vote(voter, far);
    node.rounds(1);
    return node.state.blocks.has(far);
  };
  const some = (voters: readonly number[], less: number): readonly number[] => {
    const firsts = voters.filter(isFirst);
    return firsts.slice(0, Math.floor(firsts.length / 2) + 1 - less);
  };
  expect(run((voters) => some(voters, 0))).toBe(true);
  expect(run((voters) => some(voters, 1))).toBe(false);
  expect(run((voters) => voters.filter((voter, place) => !isFirst(voter, place, voters)))).toBe(false);
});

test("sharding: who lies near a place but in another arc has no vote on it", () => {
  const arcs = 2;
  const arcOf = (node: number): number => Math.floor(((node % NODES) * arcs) / NODES);
  const inArc = (nodes: readonly number[], arc: number): readonly number[] => nodes.filter((node) => arcOf(node) === arc);
  const token = namesUpTo(200).find((one) => [0, 1].every((arc) => inArc(quiet.near({ token: one }, halfWidth), arc).length > 2))!;
  const run = (rules: Rules, arc: number): boolean => {
    const node = new Lone(rules, NODES);
    node.submit(BLOCK, token);
    const voters = inArc(node.near({ token }, halfWidth), arc);
    const witnesses = inArc(node.near({ block: BLOCK }, halfWidth), arcOf(rankOf(spotOfBlock(BLOCK), NODES)));
    for (const voter of voters) node.vote(voter, BLOCK);
    for (const voter of witnesses) if (!voters.includes(voter)) node.vote(voter, BLOCK, 0);
    node.rounds(1);
    return node.state.blocks.has(BLOCK);
  };
  const own = arcOf(rankOf(spotOfToken(token), NODES));
  expect([own, 1 - own].map((arc) => run({ ...v0, arcs }, arc))).toEqual([true, false]);
  expect(run({ ...v0, settles: "for" }, 1 - own)).toBe(true);
});

test("resubmit: the owner hands an old block in again, under a new name each time, as often as the rules say and no more", () => {
  const node = new Lone({ ...v0, repeats: 3, expires: "told" });
  node.submit(BLOCK);
  const names = new Set<number>();
  for (let round = 0; round < 5 * lifetime; round++) {
    node.rounds(1);
    for (const name of node.state.pool.keys()) names.add(name);
  }
  expect(names.size).toBe(4);
  expect(node.answers()).toEqual(["expired"]);
});

test("resubmit: the client hears under which name its block has committed", () => {
  const node = new Lone({ ...v0, repeats: 1 });
  node.submit(BLOCK);
  node.rounds(lifetime + 1);
  const [name] = node.state.pool.keys();
  for (const voter of node.near({ token: TOKEN }, halfWidth)) node.vote(voter, name!);
  for (const voter of node.near({ block: name! }, halfWidth)) node.vote(voter, name!);
  node.rounds(1);
  expect(name).not.toBe(BLOCK);
  expect(node.answers()).toEqual([{ committed: name }]);
});

test("refetch: a body that did not arrive is asked for in every round, and else once", () => {
  const queries = (rules: Rules): number => {
    const node = new Lone(rules);
    node.vote(9, BLOCK);
    node.rounds(10);
    return node.said.filter(({ to, message }) => to === 9 && message.kind === "query").length;
  };
  expect(queries(v0)).toBe(1);
  expect(queries({ ...v0, fetches: "again" })).toBeGreaterThanOrEqual(10);
});

test("blocking: a block that grew too old says no for as long again, and then is gone", () => {
  const node = new Lone({ ...v0, expiresAs: "blocked" });
  node.submit(BLOCK);
  node.rounds(lifetime + 1);
  expect(node.state.pool.get(BLOCK)?.phase).toBe("blocked");
  node.vote(9, BLOCK);
  expect(node.said.at(-1)).toMatchObject({ to: 9, message: { kind: "vote", block: BLOCK, mask: 0 } });
  node.rounds(lifetime);
  expect(node.state.pool.size).toBe(0);
});

test("rate limit: of a flood no more is taken than the bound, the rest is counted, and others are heard", () => {
  const node = new Lone({ ...v0, takesMax: 8, placeholders: 20, votesUpTo: 0 });
  for (let round = 0; round < 5; round++) {
    for (let name = 0; name < 30; name++) node.vote(9, 1_000 + 30 * round + name);
    expect(node.state.pool.size).toBeLessThanOrEqual(Math.min(20, 8 * (round + 1)));
    node.rounds(1);
  }
  expect(node.state.pool.size).toBe(20);
  expect(node.state.refused.get("rate")).toBe(150 - 20);
  node.vote(8, BLOCK);
  expect(node.state.pool.has(BLOCK)).toBe(true);
});

test("rate limit: what travels as one message counts for each that it holds", () => {
  const node = new Lone({ ...v0, takesMax: 8, votesUpTo: 0 });
  const requests = Array.from({ length: 30 }, (_, name) => ({ kind: "vote", block: 1_000 + name, mask: 1, asks: true, time: 0 }));
  node.hear(9, { kind: "batch", requests, time: 0 });
  expect(node.state.pool.size).toBe(8);
  expect(node.state.refused.get("rate")).toBe(22);
});

test("back-pressure: who hears more than the bound in a round asks for half as many votes in it", () => {
  const node = new Lone({ ...v0, pressedAt: 12 });
  node.submit(BLOCK);
  const counts = [12, 13, 0].map((heard) => {
    for (let name = 0; name < heard; name++) node.hear(9, { kind: "vote", block: BLOCK, mask: 0, asks: false, time: 0 });
    return asked(node.rounds(1)).length;
  });
  expect(counts).toEqual([4, 2, 4]);
});

test("every option was measured on every ground, and the page says what of each", () => {
  const record = JSON.parse(readFileSync(`${BASELINE}.json`, "utf8")) as readonly Row[];
  expect(record.map(({ ground, option }) => [ground, option])).toEqual(
    GROUNDS.flatMap(({ name }) => ROWS.map(({ option }) => [name, option])),
  );
  expect(readFileSync(`${BASELINE}.md`, "utf8")).toBe(pageOf(record));
  expect(SENTENCES.map(([option]) => option)).toEqual([...Object.keys(OPTIONS), "parallel"]);
});
