import { quoted, refuse, shown } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

/** Deeper than any message that quotes messages, and far from what a stack can hold. */
const DEPTH_MAX = 32;
/** A sentence or a name is shorter; the message of a panic may be long. */
const TEXT_MAX = 100_000;
/** Where a record is handled carelessly these reach its prototype instead of a field. */
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Says why this is not the plain data that a file may hold, wherever in it the first flaw is: nothing where there is none. */
export const refusalOfPlain = (value: unknown): Refusal | undefined => {
  const flaw = flawIn(value, 0);
  return flaw && refuse(flaw.inward.toReversed(), flaw.because, flaw.remedy);
};

interface Flaw {
  readonly because: string;
  readonly remedy: string;
  /** The way back out: each level adds its own key, so that no path is put together where nothing is wrong. */
  readonly inward: (string | number)[];
}

const flawIn = (value: unknown, depth: number): Flaw | undefined => {
  if (typeof value === "number") return flawInNumber(value);
  if (typeof value === "string") return flawInText(value);
  if (typeof value !== "object" || value === null) return undefined;
  if (depth === DEPTH_MAX) return { because: `it lies more than ${DEPTH_MAX} levels deep`, remedy: "Nest it less deeply.", inward: [] };
  return Array.isArray(value) ? flawInList(value, depth) : flawInRecord(value, depth);
};

const flawInNumber = (value: number): Flaw | undefined => {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return undefined;
  return {
    because: `${shown(Object.is(value, -0) ? "-0" : value)} is not a safe integer`,
    remedy: "Write a whole number below 2^53.",
    inward: [],
  };
};

const flawInText = (text: string): Flaw | undefined => {
  if (text.length > TEXT_MAX)
    return { because: `a text of ${text.length} characters is too long`, remedy: `Keep it within ${TEXT_MAX}.`, inward: [] };
  if (!text.isWellFormed()) return { because: "half of a character is missing", remedy: "Write whole characters.", inward: [] };
  return undefined;
};

const flawInList = (list: readonly unknown[], depth: number): Flaw | undefined => {
  for (let index = 0; index < list.length; index++) {
    const flaw = flawIn(list[index], depth + 1);
    if (flaw !== undefined) return inside(flaw, index);
  }
  return undefined;
};

const flawInRecord = (record: object, depth: number): Flaw | undefined => {
  for (const [key, held] of Object.entries(record)) {
    const flaw = flawInKey(key) ?? flawIn(held, depth + 1);
    if (flaw !== undefined) return inside(flaw, key);
  }
  return undefined;
};

const flawInKey = (key: string): Flaw | undefined =>
  FORBIDDEN.has(key) ? { because: `no field may be called ${quoted(key)}`, remedy: "Remove it.", inward: [] } : flawInText(key);

const inside = (flaw: Flaw, key: string | number): Flaw => {
  flaw.inward.push(key);
  return flaw;
};

/** Finds a field that is written twice in one record: one reader takes the first, another the last. The text is JSON, and plain. */
export const refusalOfTwice = (text: string): Refusal | undefined => {
  const open: (Set<string> | undefined)[] = [];
  let key: string | undefined = undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token !== ":") key = token;
    else {
      const name = JSON.parse(key ?? '""') as string;
      if (open.at(-1)?.has(name) === true) return refuse([], `a record has two fields ${quoted(name)}`, "Remove one of them.");
      open.at(-1)?.add(name);
    }
  }
  return undefined;
};

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;
