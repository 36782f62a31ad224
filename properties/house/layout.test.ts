import { expect, test } from "vitest";
import { files, sourcesIn, textOf } from "./sources.ts";

/** What a user sees first. Beside it there are only settings, which begin with a dot where their tools allow it. */
const ENTRIES = new Set([
  ...["package.json", "package-lock.json", "tsconfig.json", "vitest.config.ts", "knip.json"],
  ...["src", "spec", "properties", "fixtures", "reports"],
  ...["README.md", "LICENSE", "CHANGELOG.md"],
]);

/** More than that is not read in one sitting. */
const LINES_MAX = 250;

/** The slow kernel checks the real one only as far as it is seen to be right by reading it. */
const REFERENCE_LINES_MAX = 150;

test("the top level is the user's: nothing lies there but what has its place", () => {
  const entries = new Set(files.map((file) => file.split("/")[0]!));
  expect([...entries].filter((entry) => !entry.startsWith(".") && !ENTRIES.has(entry))).toEqual([]);
});

test("a file of src or spec is read in one sitting", () => {
  const sizes = sourcesIn("src", "spec").map((file) => ({ file, lines: linesOf(file) }));
  expect(sizes.filter(({ lines }) => lines > LINES_MAX)).toEqual([]);
});

test(`the slow kernel that checks the real one can be believed by reading it: no file of it has more than ${REFERENCE_LINES_MAX} lines`, () => {
  const parts = sourcesIn("properties/kernel").filter((file) => /\/reference[a-z-]*\.ts$/.test(file));
  expect(parts).toContain("properties/kernel/reference.ts");
  expect(parts.filter((file) => linesOf(file) > REFERENCE_LINES_MAX)).toEqual([]);
});

const linesOf = (file: string): number => textOf(file).trimEnd().split("\n").length;
