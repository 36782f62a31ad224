import { expect, test } from "vitest";
import { fits, readRepro, writeRepro } from "#hunt";
import type { Reading } from "#hunt";
import { canarySubject } from "#spec/canary";
import { misplaced, texts as hostile, whole } from "./hostile.ts";
import { placeOf, placesIn, texts, withAt } from "./repros.ts";
import type { Json, Path } from "./repros.ts";

interface Case {
  readonly says: string;
  readonly text: string;
  readonly place: string;
}

/** What a value of each type may never be taken for. */
const STRANGE: Readonly<Record<string, readonly Json[]>> = {
  number: [null, true, "?", {}, [], -1, 1.5],
  string: [null, true, 7, {}, []],
  list: [null, true, 7, {}],
  record: [null, true, 7, []],
};

/** One short imperative sentence. */
const REMEDY = /^[A-Z].*\.$/;

const typeOf = (value: Json): string => (Array.isArray(value) ? "list" : typeof value === "object" ? "record" : typeof value);
const isForeign = (path: Path): boolean =>
  path.some((field) => field === "operation" || field === "says") || (path.at(-1) === "identity" && path.includes("message"));
/** What need not be there. */
const OPTIONAL: readonly Path[number][] = ["timers"];
/** What may be below zero. */
const SIGNED: readonly Path[number][] = ["by", "driftPermille"];

/** Every field of a repro: of a wrong type, missing, and with a stranger beside it. */
const mutations = (name: string, text: string): readonly Case[] => {
  const repro = JSON.parse(text) as Json;
  const made = (says: string, path: Path, value: Json | undefined, place: Path = path): Case => ({
    says: `${name} with ${placeOf(path)} ${says}`,
    text: JSON.stringify(withAt(repro, path, value)),
    place: placeOf(place),
  });
  return placesIn(repro).flatMap(([path, value]): readonly Case[] => {
    if (path.includes("says") && path.at(-1) !== "says") return [];
    if (path.length === 0) return [made("there", ["surplus"], 1)];
    const cases: Case[] = [];
    if (!isForeign(path))
      cases.push(
        ...STRANGE[typeOf(value)]!.filter((other) => isWrong(path, other)).map((other) => made(`= ${JSON.stringify(other)}`, path, other)),
      );
    if (typeof path.at(-1) === "string" && !OPTIONAL.includes(path.at(-1)!)) cases.push(made("missing", path, undefined));
    if (typeOf(value) === "record" && !isForeign(path)) cases.push(made("there", [...path, "surplus"], 1));
    return cases;
  });
};

/** Some fields hold a word or a number, and two of them a word or a record: then what lacks in the record is named. */
const isWrong = (path: Path, other: Json): boolean => {
  const field = path.at(-1)!;
  if (SIGNED.includes(field) && path.length === 4) return other !== -1;
  if (field === "inside" || field === "nth") return other !== 7;
  return (field !== "weather" && field !== "topology") || JSON.stringify(other) !== "{}";
};

const planted: readonly Case[] = misplaced.map(([says, path, value, place = path]) => ({
  says,
  text: JSON.stringify(withAt(whole, path, value)),
  place: placeOf(place),
}));

const refusedAt = (reading: Reading, place: string): void => {
  expect(reading).toMatchObject({ kind: "refused", because: expect.stringMatching(/./) });
  if (reading.kind !== "refused") return;
  expect(reading.remedy).toMatch(REMEDY);
  // Of what lies too deep, how deep its place is is not the point.
  expect(reading.place.replace(/(\[0\]){20,}$/, "")).toBe(place);
  expect(reading.because.length + reading.place.length + reading.remedy.length).toBeLessThan(1_000);
};

const committed = texts().flatMap(({ name, text }) => mutations(name, text));
const every = { name: "a repro of every move", text: JSON.stringify(whole) };

test("there is enough that must be refused", () => {
  expect(committed.length).toBeGreaterThan(200);
  expect(new Set([...committed, ...mutations(every.name, every.text), ...planted].map(({ text }) => text)).size).toBeGreaterThan(500);
});

test("what is wrong is planted into what is right", () => {
  expect(readRepro(JSON.stringify(whole), canarySubject)).toMatchObject({ kind: "repro" });
});

test.for([...texts(), every])(
  "$name with any field wrong, missing or beside a stranger is refused, and the place is named",
  ({ name, text }) => {
    for (const one of mutations(name, text)) {
      const reading = readRepro(one.text);
      const { place } = one;
      expect.soft(reading, one.says).toMatchObject({ kind: "refused", place, remedy: expect.stringMatching(REMEDY) });
    }
  },
);

test.for(planted)("$says is refused", ({ text, place }) => refusedAt(readRepro(text), place));

test.for(hostile.map(([says, text, place, because]) => ({ says, text, place, because })))(
  "$says is refused",
  ({ text, place, because }) => {
    const reading = readRepro(text);
    refusedAt(reading, place);
    expect(reading).toMatchObject({ because: expect.stringMatching(because) });
  },
);

test.for(texts())("$name is refused wherever it is cut off", ({ text }) => {
  for (let length = 0; length < text.trimEnd().length; length += 7)
    expect(readRepro(text.slice(0, length))).toMatchObject({ kind: "refused", place: "file" });
});

test.for(texts())("$name is read, written and read again without a change", ({ text }) => {
  const reading = readRepro(text, canarySubject);
  expect(reading).toMatchObject({ kind: "repro" });
  if (reading.kind !== "repro") return;
  expect(writeRepro(reading.repro)).toBe(text);
});

test.for([
  ["subject", ["subject"], "timecoin", "timecoin"],
  ["configuration", ["schedule", "config"], "unsound", "short-quorum"],
  ["property", ["property"], "S99", "L2"],
  ["lie", ["schedule", "moves", 11, "lie"], "slander", "half-mute"],
] as const)("a %s that the subject does not know is refused, and the remedy names those it knows", ([, path, value, known]) => {
  const planted = withAt(
    withAt(whole, path, value),
    ["certificate", "identity"],
    path[0] === "property" ? "S99 conflict honest" : "S1 conflict honest",
  );
  const reading = readRepro(JSON.stringify(planted));
  expect(reading).toMatchObject({ kind: "repro" });
  if (reading.kind !== "repro") return;
  refusedAt(fits(reading.repro, canarySubject), placeOf(path));
  expect(fits(reading.repro, canarySubject)).toMatchObject({ remedy: expect.stringContaining(known) });
});

test("reading leaves no trace on what all records share", () => {
  for (const [, text] of hostile) readRepro(text);
  expect(({} as { readonly expect?: string }).expect).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});
