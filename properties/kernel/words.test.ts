import { expect, test } from "vitest";
import { NotPlain, fingerprint, freeze, isSealed, seal, simulate } from "#kernel";
import type { Signed, Tagged } from "#kernel";
import { ask, quiet, tiny } from "./tiny.ts";

interface Vote extends Tagged {
  readonly kind: "vote";
  readonly round: number;
  readonly blocks: readonly number[];
}

const SALT = 0x5a17;
const vote = (): Signed<Vote> => seal({ kind: "vote", round: 3, blocks: [1, 2] }, 1, SALT);

test("a signed word stays valid however often it is copied", () => {
  const signed = vote();
  const copies = [signed, { ...signed }, structuredClone(signed), JSON.parse(JSON.stringify(signed)) as Signed<Vote>];
  for (const copy of copies) expect(isSealed(copy, SALT)).toBe(true);
  for (const copy of copies) expect(fingerprint(copy)).toBe(fingerprint(signed));
});

test.for<[string, (signed: Signed<Vote>) => Signed<Tagged>]>([
  ["another field", (signed) => ({ ...signed, round: 4 })],
  ["another kind", (signed) => ({ ...signed, kind: "veto" })],
  ["another signer", (signed) => ({ ...signed, by: 2 })],
  ["another seal", (signed) => ({ ...signed, seal: signed.seal ^ 1 })],
  ["a field more", (signed) => ({ ...signed, more: 1 }) as Signed<Vote>],
  ["a field less", ({ kind, by, seal: held }) => ({ kind, by, seal: held })],
  ["something else deep inside", (signed) => ({ ...signed, blocks: [1, 3] })],
  ["a seal taken from another word", (signed) => ({ ...signed, seal: seal({ kind: "vote", round: 4, blocks: [] }, 1, SALT).seal })],
])("an edited word is not valid: %s", ([, edit]) => {
  expect(isSealed(edit(vote()), SALT)).toBe(false);
});

test("a word signed in one run is not valid in another", () => {
  expect(isSealed(vote(), SALT + 1)).toBe(false);
});

test("a node verifies what others signed, also what was relayed, and cannot sign for them", () => {
  const verified: boolean[] = [];
  const protocol = tiny({
    submit: (_state, _call, self) => self.send(1, { kind: "relay", word: self.sign({ kind: "vote", round: 1 }) as never }),
    receive(_state, _from, { kind, word }, self) {
      const signed = word as unknown as Signed<Tagged>;
      verified.push(self.verify(signed), self.verify(self.sign(signed)), self.verify({ ...signed, by: self.id }));
      if (kind === "relay" && self.id === 1) self.send(2, { kind: "relayed", word: word! });
    },
  });
  simulate(protocol, quiet([ask()]));
  expect(verified).toEqual([true, true, false, true, true, false]);
});

test("equal data has an equal fingerprint, in whatever order Maps, Sets and records came to hold it", () => {
  const one = {
    a: 1,
    b: new Map([
      [1, "x"],
      [2, "y"],
    ]),
    c: new Set([1, "two"]),
    d: undefined,
  };
  const other = {
    c: new Set(["two", 1]),
    b: new Map([
      [2, "y"],
      [1, "x"],
    ]),
    a: 1,
  };
  expect(fingerprint(one)).toBe(fingerprint(other));
});

test("a small difference makes another fingerprint", () => {
  const values = [
    ...[null, undefined, true, false, 0, 1, -1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, "", "0", "a", "b", "ab", "ba"],
    ...[[], [0], [0, 0], [[0]], [1, 2], [2, 1], {}, { a: 0 }, { a: null }, { b: 0 }, { a: { a: 0 } }, { a: [0] }],
    ...[new Map(), new Map([[0, 0]]), new Map([[0, 1]]), new Map([[1, 0]]), new Set(), new Set([0]), new Set([[0]]), new Uint8Array(1)],
  ];
  expect(new Set(values.map(fingerprint)).size).toBe(values.length);
});

test.for([
  ["a float", 0.5],
  ["NaN", Number.NaN],
  ["a BigInt", 1n],
  ["a symbol", Symbol.iterator],
  ["a function", () => 0],
  ["a Date", new Date(0)],
  ["an instance of a class", new NotPlain()],
  ["an array of floats", new Float32Array(1)],
  ["a view of raw memory", new DataView(new ArrayBuffer(1))],
] as const)("what is not plain is refused, however deep it lies: %s", ([, value]) => {
  expect(() => fingerprint(value)).toThrow(NotPlain);
  expect(() => fingerprint({ deep: [new Map([[0, new Set([value])]])] })).toThrow(NotPlain);
});

test("what is frozen is frozen all the way down, and what cannot be is refused", () => {
  const word = freeze({ list: [{ deep: 1 }] });
  expect(() => (word.list[0]!.deep = 2)).toThrow(TypeError);
  expect(() => word.list.push({ deep: 3 })).toThrow(TypeError);
  for (const value of [new Map(), new Set(), new Uint8Array(1)]) expect(() => freeze({ value })).toThrow(NotPlain);
});

test("a frozen run throws where a message is changed once it is sent, and a bulk run does not", () => {
  const protocol = tiny({
    submit(_state, _call, self) {
      const message = { kind: "word", word: 1 };
      self.send(1, message);
      message.word = 2;
    },
  });
  expect(simulate(protocol, quiet([ask()])).end).toBe("quiet");
  expect(simulate(protocol, quiet([ask()]), { isFrozen: true }).end).toBe("panic");
});

test("equal reasons give equal rolls, other reasons and other nodes give others, and all stay below their bound", () => {
  const rolls: number[][] = [];
  const protocol = tiny({
    submit(_state, _call, self) {
      rolls.push(Array.from({ length: 1000 }, (_, term) => self.below(10, "election", term)));
      expect(self.below(10, "election", 7)).toBe(rolls.at(-1)![7]);
    },
  });
  simulate(protocol, quiet([ask(1, 1, 0), ask(2, 1, 1)]));
  expect(rolls[0]).not.toEqual(rolls[1]);
  for (const bound of Array.from({ length: 10 }, (_, roll) => roll))
    expect(rolls[0]!.filter((roll) => roll === bound).length / 1000).toBeCloseTo(0.1, 1);
});
