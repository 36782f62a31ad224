import fc from "fast-check";
import { expect, test } from "vitest";
import { Commands, commands, modelRun } from "#hunt";
import type { Ground, Subject } from "#hunt";
import type { Plain } from "#kernel";
import { agreement, noPanic } from "#oracles";
import { RULE_SETS } from "#protocols/echo-consent";
import { chainOf, echoConsentSubject, follow, ledgerModel, openLedger, operationOf } from "#spec/echo-consent";
import { callsOf, inTurn, stormy, thievish, unhurried } from "./in-turn.ts";

const SEED = 0x5c415;
/** Longer than anything stays in a pool. */
const WAIT_TICKS = 400;

const { v0, v1 } = RULE_SETS;
/** The rule sets, and what they are with one rule changed. */
const configs: Readonly<Record<string, Plain>> = {
  ...RULE_SETS,
  "v0, settled by votes for it": { ...v0, settles: "for" },
  "v1, settled by votes for it": { ...v1, settles: "for" },
  "v1, settled by votes for it and signed": { ...v1, settles: "for", validates: "signatures", validatesBy: "parent" },
};

/** What holds without a rival under any rules: nobody panics, and nodes agree. */
const on = (ground: Ground): Subject => ({
  ...echoConsentSubject,
  protocol: { ...echoConsentSubject.protocol, configs },
  ground,
  properties: [
    { id: "I2", says: "of the blocks that follow one block of a token, honest nodes near the token commit the same", oracle: agreement() },
    { id: "S6", says: "nobody panics", oracle: noPanic() },
  ],
});

/** How many calls of clients who take turns were made, and which of them were answered; nothing else may happen than a ledger would do. */
const takeTurns = (config: string): { readonly calls: number; readonly answered: number } => {
  const subject = on(inTurn);
  const counts = { calls: 0, answered: 0 };
  const slow = commands(subject, config, ledgerModel).map(
    (list) => new Commands(subject, ledgerModel, unhurried(list.schedule, WAIT_TICKS)),
  );
  const property = fc.property(slow, (list) => {
    const { history } = modelRun(list).run;
    const calls = callsOf(list.schedule);
    const ledger = openLedger();
    for (const { operation } of calls) follow(ledger, operationOf(operation));
    expect(ledger.blocks.size).toBe(calls.length);
    const answered = history.filter((event) => event.kind === "respond" && event.result === "committed").length;
    counts.calls += calls.length;
    counts.answered += answered;
    if (answered < calls.length) return;
    // Somebody can tell the whole history of every token.
    const told = history.flatMap((event) => (event.kind === "probe" ? (event.values["chains"] as readonly Plain[]) : []));
    expect(told).toEqual(expect.arrayContaining([...ledger.holdings.keys()].map((token) => [token, chainOf(ledger, token)])));
  });
  fc.assert(property, { numRuns: 14, seed: SEED });
  return counts;
};

test.for(["v0", "v1", "as-documented"])(
  "%s: to clients who take turns the cluster is the reference ledger, and answers every one of them",
  (config) => {
    const { calls, answered } = takeTurns(config);
    expect(answered).toBe(calls);
    expect(calls).toBeGreaterThan(50);
  },
);

test("v2-core does nothing that the ledger would not, but leaves some unanswered: who never heard of a parent votes no, and asks nobody for it", () => {
  const { calls, answered } = takeTurns("v2-core");
  expect(answered).toBeGreaterThan(calls / 2);
  expect(answered).toBeLessThan(calls);
});

const storms = (config: string, ground: Ground, runs: number) =>
  fc.check(
    fc.property(commands(on(ground), config, ledgerModel), (list) => void modelRun(list)),
    { numRuns: runs, seed: SEED },
  );

test.for(["v0, settled by votes for it", "v1, settled by votes for it", "v2-core", "as-documented"])(
  "%s: no storm makes the cluster commit what the reference ledger would not take",
  (config) => {
    expect(storms(config, stormy, 30)).toMatchObject({ failed: false });
  },
);

test.for(["v0", "v1"])(
  "%s is caught by the ledger where votes against a block settle it: one block is enough, after a parent that never was",
  (config) => {
    const { failed, counterexample } = storms(config, stormy, 500);
    expect(failed).toBe(true);
    const [{ schedule, wanted }] = counterexample!;
    expect(wanted).toBe("M1 unexplained honest");
    expect(schedule.moves).toHaveLength(1);
    expect(operationOf(callsOf(schedule)[0]!.operation).parts.some(({ last }) => last !== 0)).toBe(true);
  },
);

/** Thieves ask for what no ledger would take. */
const bold = { ...ledgerModel, may: () => true };

test.for([
  ["v0", true],
  ["v2-core", true],
  ["v1, settled by votes for it and signed", false],
] as const)("%s lets tokens be stolen, as the ledger says: %s", ([config, isStolen]) => {
  const list = commands(on(thievish), config, bold);
  const { failed } = fc.check(
    fc.property(list, (moves) => void modelRun(moves)),
    { numRuns: 40, seed: SEED },
  );
  expect(failed).toBe(isStolen);
});
