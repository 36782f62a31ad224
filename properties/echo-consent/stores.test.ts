import fc from "fast-check";
import { expect, test } from "vitest";
import type { Plain } from "#kernel";
import { RULE_SETS } from "#protocols/echo-consent";
import { chainOf, follow, openLedger } from "#spec/echo-consent";
import { Puppets } from "./puppet.ts";
import type { Rules } from "./puppet.ts";

const SEED = 0x5c415;
const { v0, v1, "as-documented": documented } = RULE_SETS;
/** Longer than a block takes, in ticks. */
const LONG = 100;
const OWNER = 4;
/** v0 with what keeps a token from going without its key, and blocks of six parts. */
const SIGNED: Rules = { ...v0, validates: "signatures", vouches: "each", sizes: "six", settles: "for" };

type Part = { readonly token: number; readonly last: number; readonly key: number; readonly signature: number };
const blockOf = (block: number, parts: readonly Part[], time?: number): { [key: string]: Plain } => ({
  block,
  parts,
  ...(time === undefined ? {} : { time }),
});
const create = (token: number, key: number): Part => ({ token, last: 0, key, signature: 0 });
const change = (token: number, last: number, [signature, key]: readonly [number, number]): Part => ({ token, last, key, signature });

const chains = (puppets: Puppets, node: number): Readonly<Record<number, readonly number[]>> => {
  const probe = puppets.cluster.finish().history.find((event) => event.kind === "probe" && event.node === node);
  const told = probe?.kind === "probe" ? probe.values["chains"] : [];
  return Object.fromEntries(told as readonly (readonly [number, readonly number[]])[]);
};

const isCommitted = (puppets: Puppets, call: number): boolean =>
  puppets.cluster.history.some((event) => event.kind === "respond" && event.call === call && event.result === "committed");

test.for(Object.entries(RULE_SETS).filter(([name]) => name !== "v2-core"))(
  "%s keeps the history of every token back to its creation",
  ([, rules]) => {
    // Steps of histories: which tokens a block takes on, one to five of them.
    const steps = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    const property = fc.property(steps, (taken) => {
      const puppets = new Puppets(rules);
      const ledger = openLedger();
      taken.forEach((tokens, place) => {
        const parts = tokens.map((token) => {
          const held = ledger.holdings.get(token);
          return { token, last: held?.block ?? 0, key: 10 * place + token, signature: held?.key ?? 0 };
        });
        follow(ledger, { block: 1 + place, parts });
        puppets.submit(OWNER, blockOf(1 + place, parts));
        puppets.pass(LONG);
      });
      const told = chains(puppets, OWNER);
      // Under rules by which a node minds its own business its owner may know of a token but that it passed by.
      for (const [token, chain] of Object.entries(told)) expect(chain).toEqual(chainOf(ledger, Number(token)));
      if (rules.moves === "all") expect(Object.keys(told)).toHaveLength(ledger.holdings.size);
      expect(puppets.states[OWNER]!.blocks.size).toBe(taken.length);
    });
    fc.assert(property, { numRuns: 12, seed: SEED });
  },
);

test("a token changes under the key that its last change named, where signatures are looked at, and under any where they are not", () => {
  const spend = (rules: Rules, signature: number): boolean => {
    const puppets = new Puppets(rules);
    puppets.submit(OWNER, blockOf(1, [create(7, 70)]));
    puppets.pass(LONG);
    const call = puppets.submit(OWNER, blockOf(2, [change(7, 1, [signature, 71])]));
    puppets.pass(LONG);
    return isCommitted(puppets, call);
  };
  expect([spend(SIGNED, 70), spend(SIGNED, 69), spend(SIGNED, 0)]).toEqual([true, false, false]);
  expect([spend(v0, 70), spend(v0, 69), spend(v0, 0)]).toEqual([true, true, true]);
  const promised: Rules = { ...documented, validates: "signatures" };
  expect([spend(promised, 70), spend(promised, 69), spend(documented, 69)]).toEqual([true, false, true]);
});

test("one wrong signature among six keeps the whole block from every one of its tokens", () => {
  const tokens = [1, 2, 3, 4, 5, 6];
  const spend = (wrong: number | undefined) => {
    const puppets = new Puppets(SIGNED);
    puppets.submit(
      OWNER,
      blockOf(
        1,
        tokens.map((token) => create(token, 10 * token)),
      ),
    );
    puppets.pass(LONG);
    puppets.submit(
      OWNER,
      blockOf(
        2,
        tokens.map((token) => change(token, 1, [token === wrong ? 1 : 10 * token, 7])),
      ),
    );
    puppets.pass(LONG);
    return tokens.map((token) => puppets.states[OWNER]!.tokens.get(token)?.block);
  };
  expect(spend(undefined)).toEqual([2, 2, 2, 2, 2, 2]);
  for (const wrong of tokens) expect(spend(wrong)).toEqual([1, 1, 1, 1, 1, 1]);
});

test.for([
  ["v0", 5, 6],
  ["v1", 5, 6],
  ["v2-core", 5, 6],
  ["as-documented", 6, 7],
] as const)("%s commits a block of %i parts, and refuses one of %i", ([name, most, tooMany]) => {
  const commits = (used: number): boolean => {
    const puppets = new Puppets(RULE_SETS[name]);
    const call = puppets.submit(
      OWNER,
      blockOf(
        1,
        Array.from({ length: used }, (_, place) => create(1 + place, 1)),
      ),
    );
    puppets.pass(LONG);
    return isCommitted(puppets, call);
  };
  expect([commits(most), commits(tooMany)]).toEqual([true, false]);
});

test("a block that is no younger than its parent counts as committed and moves nothing, unless the rules refuse it", () => {
  const spend = (rules: Rules) => {
    const puppets = new Puppets(rules);
    puppets.submit(OWNER, blockOf(1, [create(7, 70)], 5));
    puppets.pass(LONG);
    const call = puppets.submit(OWNER, blockOf(2, [change(7, 1, [70, 71])], 5));
    puppets.pass(LONG);
    return [isCommitted(puppets, call), puppets.states[OWNER]!.tokens.get(7)?.block];
  };
  expect(spend(v0)).toEqual([true, 1]);
  expect(spend({ ...v0, times: "younger" })).toEqual([false, 1]);
  expect(spend({ ...documented, times: "younger" })).toEqual([false, 1]);
});

test.for(Object.entries(RULE_SETS))(
  "%s has after a crash all that it had committed, and nothing that it had only heard of",
  ([, rules]) => {
    const puppets = new Puppets(rules);
    puppets.submit(OWNER, blockOf(1, [create(7, 70), create(8, 80)]));
    puppets.pass(LONG);
    const held = (): readonly unknown[] => [[...puppets.states[OWNER]!.blocks], [...puppets.states[OWNER]!.tokens]];
    const before = held();
    puppets.submit(OWNER, blockOf(2, [create(9, 90)]));
    const at = puppets.cluster.now;
    puppets.cluster.apply({ at, kind: "crash", node: OWNER, inside: "nothing", kept: 0 });
    puppets.cluster.apply({ at, kind: "restart", node: OWNER });
    const { pool, refused, strangers } = puppets.states[OWNER]!;
    expect(held()).toEqual(before);
    expect([pool.size, refused.size, strangers.length, puppets.states[OWNER]!.blocks.has(1)]).toEqual([0, 0, 0, true]);
  },
);

test("who has lost its history to nobody answers for it again after a crash", () => {
  const puppets = new Puppets(v1);
  puppets.submit(OWNER, blockOf(1, [create(7, 70)]));
  puppets.pass(LONG);
  const at = puppets.cluster.now;
  for (let node = 0; node < 12; node++) {
    puppets.cluster.apply({ at, kind: "crash", node, inside: "nothing", kept: 0 });
    puppets.cluster.apply({ at, kind: "restart", node });
  }
  const call = puppets.submit(OWNER, blockOf(2, [change(7, 1, [70, 71])]));
  puppets.pass(LONG);
  expect(isCommitted(puppets, call)).toBe(true);
});
