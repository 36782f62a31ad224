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

test("the top level is the user's: nothing lies there but what has its place", () => {
  const entries = new Set(files.map((file) => file.split("/")[0]!));
  expect([...entries].filter((entry) => !entry.startsWith(".") && !ENTRIES.has(entry))).toEqual([]);
});

test("a file of src or spec is read in one sitting", () => {
  const sizes = sourcesIn("src", "spec").map((file) => ({ file, lines: textOf(file).trimEnd().split("\n").length }));
  expect(sizes.filter(({ lines }) => lines > LINES_MAX)).toEqual([]);
});
