import { readFileSync } from "node:fs";
import { certify, check, rootOf, search, shrink } from "#hunt";
import type { Certificate } from "#hunt";
import type { Move, Schedule } from "#kernel";
import { canarySubject } from "#spec/canary";
import { expect, test } from "vitest";
import { lampSubject } from "./lamp.ts";

/** A finding without which what is left ends in more than one way. */
const { found } = search(canarySubject, { config: "forgetful", root: rootOf("forged certificates"), from: 0, to: 100_000, property: "S1" });
const { identity } = found!.failure;
const { best } = shrink(canarySubject, found!.schedule, identity);
const honest = certify(canarySubject, best, identity);

interface Forgery {
  readonly schedule?: Partial<Schedule>;
  readonly certificate?: Partial<Certificate>;
  /** What the checker must say. */
  readonly because: RegExp;
}

const { without } = honest;
const [first, ...others] = without;
const last = without.at(-1)!;
const { length } = best.moves;
const other = without.findIndex(([, word]) => word !== first![1]);
const spare: Move = { at: 47, kind: "pause", node: 3 };
const padded = { ...best, moves: [...best.moves.filter(({ kind }) => kind !== "fate"), spare, ...best.moves.filter(isFate)] };
const flipped = (hash: string): string => (hash.startsWith("0") ? "1" : "0") + hash.slice(1);
const saying = (word: string, place = 0): Partial<Certificate> => ({ without: without.with(place, [without[place]![0], word]) });
const onlyHonest = /^the run has the hash \w{16}, and the certificate says/;

function isFate({ kind }: Move): boolean {
  return kind === "fate";
}

const FORGED: Readonly<Record<string, Forgery>> = {
  "the hash of no run": { certificate: { hash: flipped(honest.hash) }, because: onlyHonest },
  "no hash": { certificate: { hash: "" }, because: onlyHonest },
  "the hash of a run without moves": {
    certificate: { hash: certify(canarySubject, { ...best, moves: [] }, identity).hash },
    because: onlyHonest,
  },
  "another property": {
    certificate: { identity: identity.replace("S1", "S5") },
    because: /^the run is "S1 conflict honest", and the certificate says "S5 conflict honest"$/,
  },
  "other roles": { certificate: { identity: `${identity}+restarted` }, because: /^the run is .*says "S1 conflict honest\+restarted"$/ },
  "an outcome for an identity": { certificate: { identity: "held" }, because: /^the run is .*says "held"$/ },
  "a single removal left out": { certificate: { without: others }, because: /^of 1 removals nothing is said, first of that of 0$/ },
  "a pair left out": {
    certificate: { without: without.slice(0, -1) },
    because: new RegExp(`^of 1 removals nothing is said, first of that of ${length - 2} and ${length - 1}$`),
  },
  "all pairs left out": {
    certificate: { without: without.slice(0, length) },
    because: new RegExp(`^of ${without.length - length} removals nothing is said, first of that of 0 and 1$`),
  },
  "no removals at all": { certificate: { without: [] }, because: new RegExp(`^of ${without.length} removals nothing is said`) },
  "a removal twice, for one that is missing": {
    certificate: { without: [...others, others[0]!] },
    because: /^the removal of 1 is listed twice$/,
  },
  "a pair twice beside all the others": {
    certificate: { without: [...without, last] },
    because: new RegExp(`^the removal of ${length - 2} and ${length - 1} is listed twice$`),
  },
  "a removal twice, with two outcomes": {
    certificate: { without: [...without, [first![0], "unknown"]] },
    because: /^the removal of 0 is listed twice$/,
  },
  "a removal of a move that is not there": {
    certificate: { without: [[[length], "held"], ...others] },
    because: new RegExp(`^there is no removal of "${length}"$`),
  },
  "a removal of a move before the first": {
    certificate: { without: [[[-1], "held"], ...others] },
    because: /^there is no removal of "-1"$/,
  },
  "a removal of half a move": { certificate: { without: [[[0.5], "held"], ...others] }, because: /^there is no removal of "0.5"$/ },
  "a removal of nothing": { certificate: { without: [...without, [[], "held"]] }, because: /^there is no removal of ""$/ },
  "a removal of three": {
    certificate: { without: [...without, [[0, 1, 2], "held"]] },
    because: /^there is no removal of "0 and 1 and 2"$/,
  },
  "a pair of one move and itself": {
    certificate: { without: [...without.slice(0, -1), [[0, 0], last[1]]] },
    because: /^there is no removal of "0 and 0"$/,
  },
  "a pair that is not in order": {
    certificate: { without: [...without.slice(0, -1), [last[0].toReversed(), last[1]]] },
    because: new RegExp(`^there is no removal of "${length - 1} and ${length - 2}"$`),
  },
  "an outcome that was not": {
    certificate: saying("S6 panic receiver"),
    because: /^without 0 the run is ".*", and the certificate says "S6 panic receiver"$/,
  },
  "an outcome left unknown": { certificate: saying("unknown"), because: /^without 0 the run is .*says "unknown"$/ },
  "a removal that is said to fail as well": {
    certificate: saying(identity),
    because: /^without 0 the run is .*says "S1 conflict honest"$/,
  },
  "two outcomes swapped": {
    certificate: { without: without.with(0, [first![0], without[other]![1]]).with(other, [without[other]![0], first![1]]) },
    because: /^without 0 the run is ".*", and the certificate says ".*"$/,
  },
  "a schedule with a move too many": { schedule: padded, because: /^of \d+ removals nothing is said/ },
  "a padded schedule, with removals to match": {
    schedule: padded,
    certificate: certify(canarySubject, padded, identity),
    because: /^without \d+ it still fails, so it is not minimal$/,
  },
  "a schedule with a move too few": {
    schedule: { moves: best.moves.slice(1) },
    because: /^the run is ".*", and the certificate says "S1 conflict honest"$/,
  },
  "a schedule of no moves": { schedule: { moves: [] }, because: /^the run is "held", and the certificate says/ },
  "a schedule of a sound protocol": { schedule: { config: "sound" }, because: /^the run is ".*", and the certificate says "S1/ },
  "a schedule of another seed and weather": {
    schedule: {
      setup: { ...best.setup, seed: "00000000000000ff" },
      weather: { delayTicksMin: 1, delayTicksMax: 9, lossPermille: 100, duplicatePermille: 0 },
    },
    because: onlyHonest,
  },
  "a schedule with another calm": { schedule: { calm: { ...best.calm, for: best.calm.for + 20 } }, because: onlyHonest },
};

test("an honest certificate is found right, and its removals end in more than one way", () => {
  expect(check(canarySubject, best, honest)).toEqual([]);
  expect(other).toBeGreaterThan(0);
});

test("at least twenty forgeries are tried", () => {
  expect(Object.keys(FORGED).length).toBeGreaterThanOrEqual(20);
});

test.each(Object.entries(FORGED))("a certificate is refused that has %s", (_name, { schedule, certificate, because }) => {
  const wrong = check(canarySubject, { ...best, ...schedule }, { ...honest, ...certificate });
  expect(wrong.filter((line) => because.test(line))).not.toEqual([]);
});

test("a certificate is refused where no move can be spared, but two can", () => {
  const moves = [1, 2, 3].map((name): Move => ({ at: name, kind: "submit", name, node: 0, operation: null }));
  const setup = { nodes: 1, seed: "0000000000000000", topology: "mesh", faults: 0, delta: 1 } as const;
  const schedule: Schedule = { config: "plain", setup, weather: "calm", moves, calm: { from: 8, for: 8 } };
  const wanted = "S7 overgrown honest";
  const pairs = ["0 and 1", "0 and 2", "1 and 2"];
  expect(check(lampSubject, schedule, certify(lampSubject, schedule, wanted))).toEqual(
    pairs.map((pair) => `without ${pair} it still fails, so it is not minimal`),
  );
  expect(shrink(lampSubject, schedule, wanted).best.moves).toHaveLength(1);
});

test("the checker leans on trials alone, not on what makes certificates", () => {
  const text = readFileSync(new URL("../../src/hunt/check.ts", import.meta.url), "utf8");
  const values = [...text.matchAll(/^import \{ (.*) \} from "(.*)";$/gm)].map(([, names, from]) => `${from}: ${names}`);
  expect(values).toEqual(["#kernel: hashOf", "./trial.ts: rerunsFor, trial"]);
});
