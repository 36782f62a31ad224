import { expect, test } from "vitest";
import { exists, textOf } from "./sources.ts";

const LIST = "spec/properties.md";

test.runIf(exists(LIST))("every numbered property names the oracle that judges it and a test that proves it", () => {
  const rows = rowsOf(textOf(LIST));
  expect(rows).not.toEqual([]);
  expect(rows.flatMap(lacks)).toEqual([]);
});

test("a property without oracle or test is noticed", () => {
  const [row] = rowsOf(
    "| id | promise | oracle | test |\n|---|---|---|---|\n| S1 | No two agree. | `nobody` | properties/nowhere.test.ts |\n",
  );
  expect(lacks(row!)).toEqual(["S1 has no oracle src/oracles/nobody.ts", "S1 has no test properties/nowhere.test.ts that names it"]);
});

interface Row {
  readonly id: string;
  readonly oracle: string;
  readonly test: string;
}

/** Rows read `| S1 | sentence | oracle | test |`: an id is capitals and a number. */
const rowsOf = (markdown: string): readonly Row[] =>
  markdown.split("\n").flatMap((line) => {
    const [, id = "", , oracle = "", test = ""] = line.split("|").map((cell) => cell.trim().replaceAll("`", ""));
    return /^[A-Z]+\d+$/.test(id) ? [{ id, oracle, test }] : [];
  });

const lacks = ({ id, oracle, test }: Row): readonly string[] => {
  // An oracle of one protocol alone lives with its promises.
  const judge = oracle.includes("/") ? `spec/${oracle}.ts` : `src/oracles/${oracle}.ts`;
  const proof = test.startsWith("properties/") ? test : `properties/${test}`;
  return [
    ...(exists(judge) ? [] : [`${id} has no oracle ${judge}`]),
    ...(exists(proof) && new RegExp(`\\b${id}\\b`).test(textOf(proof)) ? [] : [`${id} has no test ${proof} that names it`]),
  ];
};
