import "./fenced.ts";
import { resolve } from "node:path";
import type { Refusal, Source } from "#hunt";
import { findSource, load, loadOnly } from "#lab";
import type { Loaded } from "#lab";
import { SUBJECTS } from "./subjects.ts";

const KNOWN: Readonly<Record<string, Source>> = Object.fromEntries(Object.entries(SUBJECTS).map(([name, { source }]) => [name, source]));

/** Finds a subject by its name in this house, as `./module.ts#export`, or as `./module.ts` where that exports only one. */
export const findSubject = async (name: string, folder: string): Promise<Loaded> => {
  const place = findSource(name, resolve(folder), KNOWN);
  if (place.kind === "refused") return place;
  return place.kind === "source" ? load(place.source) : loadOnly(place.module);
};

/** Where the subject of a repro is to be found, without loading it: the repro may come from elsewhere. */
export const sourceOfRepro = (name: string, folder: string): { readonly kind: "source"; readonly source: Source } | Refusal => {
  const place = findSource(name, resolve(folder), KNOWN);
  if (place.kind !== "module") return place;
  return { kind: "refused", place: "subject", because: `${name} names no export`, remedy: "Write it as ./module.ts#export." };
};

/** Whether the house knows it by name. */
export const isOwn = ({ module, export: name }: Source): boolean =>
  Object.values(KNOWN).some((source) => source.module === module && source.export === name);
