import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { pageNow, pageWith } from "./table.ts";

const ENGINE = resolve(import.meta.dirname, "../../src/protocols/echo-consent");
const page = pageNow();

test("the rule sets on the page are the rule sets that run: `node properties/echo-consent/write-table.ts` writes them anew", () => {
  expect(pageWith(page)).toBe(page);
  expect(pageWith(page.replace("| **200** |", "| 200 |"))).toBe(page);
});

test("every function that the page names is in the file that it names", () => {
  const named = [...page.matchAll(/`(\w+)` \((\w[\w-]*\.ts)\)/g)].map(([, name, file]) => ({ name, file: file! }));
  const missing = named.filter(({ name, file }) => !sourceOf(file).match(new RegExp(`(const|function) ${name}\\b|^  ${name}\\(`, "m")));
  expect(missing).toEqual([]);
  expect(named.length).toBeGreaterThan(20);
});

test("every line of code that the page quotes is in the file that it quotes", () => {
  const quoted = [...page.matchAll(/<!-- from: (\w[\w-]*\.ts) -->\n```ts\n([^]*?)\n```/g)].map(([, file, code]) => ({
    file: file!,
    code: code!,
  }));
  expect(quoted.filter(({ file, code }) => !oneLine(sourceOf(file)).includes(oneLine(code)))).toEqual([]);
  expect(quoted.length).toBeGreaterThan(1);
});

const sourceOf = (file: string): string => {
  const path = resolve(ENGINE, file);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
};

/** How far a line is indented says nothing. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ");
