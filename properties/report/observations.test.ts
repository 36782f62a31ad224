import { expect, test } from "vitest";
import { hashOf, simulate } from "#kernel";
import type { Claimed, Observed, Parts, Protocol } from "#kernel";
import { agreement, finality, judge, validity } from "#oracles";
import { timeline } from "#report";
import { canarySubject } from "#spec/canary";
import { rivals } from "./finding.ts";

/** Every node says the same words of one instance, each with a value of its own. */
const talker = (words: readonly Claimed[]): Protocol<Parts> => ({
  name: "talker",
  configs: { "short-quorum": null },
  start(self) {
    for (const kind of words) self.observe({ kind, instance: "block", value: self.id });
    return {};
  },
  submit: () => undefined,
  receive: () => undefined,
  timeout: () => undefined,
});

const claim = () => ({ instance: "block", value: 1 });
const PROPERTIES = [agreement(), finality(), validity(claim)].map((oracle) => ({ id: oracle.id, says: oracle.id, oracle }));

const schedule = { ...rivals, moves: [] };
const ASIDE = ["lock", "release", "save", "note"] as const;

test("a node says what it saves and notes like all it holds to: the history has it in its order, and the hash knows the words apart", () => {
  const { history } = simulate(talker(ASIDE), schedule);
  const said = history.filter((event): event is Observed => "instance" in event);
  expect(said.map(({ kind, node, value }) => [kind, node, value])).toEqual(
    [0, 1, 2, 3].flatMap((node) => ASIDE.map((kind) => [kind, node, node])),
  );
  const hashes = ASIDE.map((kind) => hashOf(simulate(talker([kind]), schedule)));
  expect(new Set(hashes).size).toBe(ASIDE.length);
});

test("what a node locks, saves or notes is no decision: nobody has to agree with it", () => {
  const verdicts = (words: readonly Claimed[]) => judge(PROPERTIES, schedule, simulate(talker(words), schedule));
  expect(verdicts(ASIDE).map((verdict) => verdict.kind === "held" && verdict.judged)).toEqual([0, 0, 0]);
  expect(verdicts([...ASIDE, "decide"])[0]!.kind).toBe("broken");
});

test("a timeline tells what was saved and noted", () => {
  const protocol = talker(["save", "note", "decide"]);
  const told = { ...canarySubject, protocol, properties: PROPERTIES };
  const verdict = judge(PROPERTIES, schedule, simulate(protocol, schedule))[0]!;
  if (verdict.kind !== "broken") throw new Error("agreement is broken where all decide differently");
  const text = timeline(told, schedule, { property: "agreement", class: "safety", identity: "agreement conflict honest", verdict });
  expect(text).toContain('0 saves 0 for "block"');
  expect(text).toContain('3 notes 3 of "block"');
  expect(text.split("\n").at(-1)).toContain("▫ saves   n notes");
});
