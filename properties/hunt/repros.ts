import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { reprosIn } from "#lab";

const FOLDER = fileURLToPath(new URL("../../fixtures/repros/canary", import.meta.url));

/** The text of every repro of the canary, by the name of its file. */
export const texts = (): readonly { readonly name: string; readonly text: string }[] =>
  reprosIn(FOLDER).map((path) => ({ name: basename(path), text: readFileSync(join(dirname(path), basename(path)), "utf8") }));

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Path = readonly (string | number)[];

/** A place as a refusal names it. */
export const placeOf = (path: Path): string => path.map(step).join("").slice(1) || "file";

const step = (key: string | number): string => {
  if (typeof key === "number") return `[${key}]`;
  return /^\w+$/.test(key) ? `.${key}` : `["${key}"]`;
};

/** A copy in which something else stands there. */
export const withAt = (whole: Json, path: Path, value: Json | undefined): Json => {
  const copy = structuredClone(whole);
  let holder = copy as { [key: string | number]: Json };
  for (const key of path.slice(0, -1)) holder = holder[key] as { [key: string | number]: Json };
  const last = path.at(-1)!;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
};

/** Every place in it with what stands there, from the outside in. What a protocol says is its own, and is not gone into. */
export const placesIn = (value: Json, path: Path = []): readonly (readonly [Path, Json])[] => {
  if (typeof value !== "object" || value === null || path.at(-1) === "operation" || path.at(-1) === "identity") return [[path, value]];
  const inner = Array.isArray(value) ? value.map((held, place) => [place, held] as const) : Object.entries(value);
  return [[path, value], ...inner.flatMap(([key, held]) => placesIn(held, [...path, key]))];
};
