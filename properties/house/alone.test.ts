import { expect, test } from "vitest";
import { files, textOf } from "./sources.ts";

/** Written as patterns that do not match themselves. */
const foreign: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a path of somebody's machine", /(?<![\w.])\/(work|root|home|Users)\/\w/],
  ["the host of a package registry", /\bregistry\.[\w-]+\.\w|\b(npm|pkgs?|artifactory|verdaccio)\.[\w-]+\.(com|dev|org|net|io)\b/i],
  ["a tool that had a hand in the writing", /\b(cl[a]ude|anthr[o]pic|open[a]i|chat[g]pt|copil[o]t|co-authored[-]by|language [m]odel)\b/i],
  [
    "talk of who wrote it",
    /\b(AI|LLM)[- ](authored|assisted|generated|written)\b|\b(authored|generated|written) (by|with) (an )?(AI|LLM)\b/i,
  ],
  ["papers that are not part of the project", /\bbriefs?\//],
];

test("the project speaks of itself alone", () => {
  const found = files.flatMap((file) => foreignIn(textOf(file)).map((what) => `${file}: ${what}`));
  expect(found).toEqual([]);
});

test.for([
  ["/", "work/main"],
  ["registry", ".npmjs.org"],
  ["Cl", "aude wrote this"],
  ["AI", "-generated"],
  ["brief", "s/contract.md"],
] as const)("%s%s is foreign", ([left, right]) => {
  expect(foreignIn(left + right)).toHaveLength(1);
});

const foreignIn = (text: string): readonly string[] => foreign.flatMap(([what, pattern]) => (pattern.test(text) ? [what] : []));
