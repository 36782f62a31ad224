import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./sources.ts";

const GLOBALS = "eslint(no-restricted-globals)";
const MEMBERS = "eslint(no-restricted-properties)";

/** What a protocol may not say, with the rule that refuses it. */
const refused: readonly (readonly [code: string, rule: string])[] = [
  ["export const f = () => Date.now();", GLOBALS],
  ["export const f = () => performance.now();", GLOBALS],
  ["export const f = () => process.hrtime();", GLOBALS],
  ["export const f = () => crypto.randomUUID();", GLOBALS],
  ["export const f = (g: () => void) => setTimeout(g, 1);", GLOBALS],
  ["export const f = (g: () => void) => queueMicrotask(g);", GLOBALS],
  ["export const f = () => Promise.resolve(1);", GLOBALS],
  ["export const f = (o: object) => new WeakRef(o);", GLOBALS],
  ["export const f = () => new FinalizationRegistry(() => {});", GLOBALS],
  ["export const f = () => new SharedArrayBuffer(8);", GLOBALS],
  ["export const f = () => new Intl.Collator();", GLOBALS],
  ["export const f = () => globalThis;", GLOBALS],
  ["export const f = () => Math.random();", MEMBERS],
  ['export const f = () => Math["random"]();', MEMBERS],
  ["const { random } = Math; export const f = () => random();", MEMBERS],
  ["export const f = (x: number) => Math.sin(x);", MEMBERS],
  ["export const f = (x: number) => Math.pow(x, 2);", MEMBERS],
  ["export const f = (a: string, b: string) => a.localeCompare(b);", MEMBERS],
  ["export const f = (a: string) => a.toLocaleUpperCase();", MEMBERS],
  ["export async function f() {}", "oxc(no-async-await)"],
  ['export const f = () => import("./y.ts");', "house(no-dynamic-import)"],
  ["export const f = (o: object) => { for (const k in o) return k; return 0; };", "house(no-for-in)"],
  ["export const f = (xs: string[]) => xs.sort();", "house(no-bare-sort)"],
  ["export const f = (xs: string[]) => xs.toSorted();", "house(no-bare-sort)"],
  ["const m = Math; export const f = () => m.random();", "house(no-loose-math)"],
  ["export const f = (x: number) => x ** 0.5;", "house(no-inexact-power)"],
  ["export enum A { B }", "house(no-enum)"],
  ["const d = (x: unknown) => x as never; @d export class A {}", "house(no-decorator)"],
  ["export namespace A { export const b = 1; }", "typescript(no-namespace)"],
  ["export class A { constructor(readonly b: number) {} }", "typescript(parameter-properties)"],
  ["export default 1;", "import(no-default-export)"],
  ["export const f = () => console.log(1);", "eslint(no-console)"],
  ['import { readFileSync } from "node:fs"; export const f = readFileSync;', "house(floors)"],
  ['import { g } from "../canary/g.ts"; export const f = g;', "house(floors)"],
  ['export { hunt } from "#hunt";', "house(floors)"],
];

/** What a protocol may well say. */
const welcome = `
import type { NodeId } from "#kernel";
const { floor } = Math;
export const f = (xs: number[], held: Map<NodeId, number>): number => {
  let sum = 2 ** 32;
  for (const [node, count] of held) sum ^= Math.imul(node, count) >>> 1;
  for (const x of xs.toSorted((a, b) => a - b)) sum |= floor(x / 2);
  return sum;
};
`;

const folder = mkdtempSync(join(tmpdir(), "schism-bans-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lints the planted texts with the project's own settings, all in one go: the rules that spoke, file by file. */
const lint = (texts: readonly string[]): readonly (readonly string[])[] => {
  const room = join(folder, "src/protocols/leak");
  mkdirSync(room, { recursive: true });
  texts.forEach((text, index) => writeFileSync(join(room, `x${index}.ts`), text));
  const oxlint = resolve(root, "node_modules/oxlint/bin/oxlint");
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, "-c", resolve(root, ".oxlintrc.json"), "-f", "json", folder], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly { readonly code: string; readonly filename: string }[] };
  return texts.map((_, index) => diagnostics.filter(({ filename }) => filename.endsWith(`/x${index}.ts`)).map(({ code }) => code));
};

const [silence, ...spoken] = lint([welcome, ...refused.map(([code]) => code)]);

test("the linter lets plain code of a protocol pass", () => {
  expect(silence).toEqual([]);
});

test.for(refused.map(([code, rule], index) => ({ code, rule, index })))("$rule refuses in a protocol: $code", ({ rule, index }) => {
  expect(spoken[index]).toContain(rule);
});
