import { certify, check, rootOf, search, shrink } from "#hunt";
import type { Certificate } from "#hunt";
import type { Move, Schedule } from "#kernel";
import { canarySubject } from "#spec/canary";
import { expect, test } from "vitest";

/** A finding with removals of every sort: what is left holds, breaks otherwise, or cannot be judged. */
const { found } = search(canarySubject, { config: "forgetful", root: rootOf("forged certificates"), from: 0, to: 100_000, property: "L2" });
const { identity } = found!.failure;
const { best } = shrink(canarySubject, found!.schedule, identity);
const honest = certify(canarySubject, best, identity);

interface Forgery {
  readonly schedule?: Partial<Schedule>;
  readonly certificate?: Partial<Certificate>;
}

const { without } = honest;
const [first, ...others] = without;
const calls = best.moves.filter(({ kind }) => kind === "submit");
const [early, late] = [best.moves[0]!, best.moves.at(-1)!];
const spare: Move = { at: 47, kind: "pause", node: 3 };
const flipped = (hash: string): string => (hash.startsWith("0") ? "1" : "0") + hash.slice(1);
const inOne = (word: string): Certificate["without"] => [[first![0], word], ...others];

const FORGED: Readonly<Record<string, Forgery>> = {
  "the hash of no run": { certificate: { hash: flipped(honest.hash) } },
  "no hash": { certificate: { hash: "" } },
  "the hash of the schedule as it was found": {
    certificate: { hash: certify(canarySubject, { ...found!.schedule, moves: [] }, identity).hash },
  },
  "another property": { certificate: { identity: identity.replace("L2", "L1") } },
  "other roles": { certificate: { identity: `${identity}+restarted` } },
  "the breach that never was": { certificate: { identity: "held" } },
  "a removal left out": { certificate: { without: others } },
  "a pair left out": { certificate: { without: without.slice(0, -1) } },
  "no removals at all": { certificate: { without: [] } },
  "one removal twice, for one that is missing": { certificate: { without: [...others, others[0]!] } },
  "one removal twice beside all the others": { certificate: { without: [...without, without[0]!] } },
  "a removal of a move that is not there": { certificate: { without: [...others, [[best.moves.length], first![1]]] } },
  "a pair under another order": {
    certificate: { without: [...without.slice(0, -1), [without.at(-1)![0].toReversed(), without.at(-1)![1]]] },
  },
  "an outcome that was not": { certificate: { without: inOne("S6 panic receiver") } },
  "an outcome left unknown": { certificate: { without: inOne(first![1] === "unknown" ? "held" : "unknown") } },
  "a removal that is said to fail as well": { certificate: { without: inOne(identity) } },
  "a move too many": { schedule: { moves: [...best.moves, spare] } },
  "a move too many, with removals to match": (() => {
    const schedule = { ...best, moves: [...best.moves, spare] };
    return { schedule, certificate: certify(canarySubject, schedule, identity) };
  })(),
  "a move too few": { schedule: { moves: best.moves.filter((move) => move !== early) } },
  "the moves in another order": { schedule: { moves: [late, ...best.moves.slice(0, -1)] } },
  "a client at another node": {
    schedule: {
      moves: best.moves.map((move) =>
        move.kind === "submit" && move === calls[0] ? { ...move, node: (move.node + 1) % best.setup.nodes } : move,
      ),
    },
  },
  "a sound protocol": { schedule: { config: "sound" } },
  "another seed": {
    schedule: {
      setup: { ...best.setup, seed: "00000000000000ff" },
      weather: { delayTicksMin: 1, delayTicksMax: 9, lossPermille: 100, duplicatePermille: 0 },
    },
  },
  "a calm too short to judge": { schedule: { calm: { ...best.calm, for: 1 } } },
};

test("an honest certificate is found right", () => {
  expect(check(canarySubject, best, honest)).toEqual([]);
});

test("at least twenty forgeries are tried", () => {
  expect(Object.keys(FORGED).length).toBeGreaterThanOrEqual(20);
});

test.each(Object.entries(FORGED))("a certificate is refused that has %s", (_name, { schedule, certificate }) => {
  expect(check(canarySubject, { ...best, ...schedule }, { ...honest, ...certificate })).not.toEqual([]);
});
