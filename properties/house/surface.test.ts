import { expect, test } from "vitest";
import { exists, exportsOf, textOf } from "./sources.ts";

const DOOR = "src/index.ts";
/** What a newcomer can still look over. */
const NAMES_MAX = 48;

test.runIf(exists(DOOR))("what users import is a short list, and none comes or goes unseen", async () => {
  const names = exportsOf(DOOR).map(({ name }) => name);
  expect(names.length).toBeLessThanOrEqual(NAMES_MAX);
  await expect(`${names.join("\n")}\n`).toMatchFileSnapshot("surface.txt");
});

test.runIf(exists(DOOR))("everything that users import says above itself what it promises", () => {
  const silent = exportsOf(DOOR).filter(({ file, at }) => !/\/\*\*(?:(?!\*\/)[^])+\*\/\s*$/.test(textOf(file).slice(0, at)));
  expect(silent.map(({ name, file }) => `${name} in ${file}`)).toEqual([]);
});
