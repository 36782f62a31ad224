import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { refuse } from "#hunt";
import type { Refusal, Source } from "#hunt";

/** Where a subject is to be found. Without an export it is the only one of its module. */
export type Place = { readonly kind: "source"; readonly source: Source } | { readonly kind: "module"; readonly module: string } | Refusal;

/** Reads a subject's name: one of those that the house knows, or `./module.ts#export`, seen from a folder. */
export const findSource = (name: string, folder: string, known: Readonly<Record<string, Source>>): Place => {
  const own = Object.hasOwn(known, name) ? known[name] : undefined;
  if (own !== undefined) return { kind: "source", source: own };
  const [file = "", exported, ...more] = name.split("#");
  if (more.length > 0 || exported === "" || !isPath(file)) {
    const remedy = `Take one of ${Object.keys(known).join(", ")}, or ./module.ts#export for your own.`;
    return refuse(["subject"], `there is no subject ${JSON.stringify(name)}`, remedy);
  }
  const module = pathToFileURL(resolve(folder, file)).href;
  return exported === undefined ? { kind: "module", module } : { kind: "source", source: { module, export: exported } };
};

/** A name without a slash or an ending is a subject of the house that there is not. */
const isPath = (file: string): boolean => /[/\\]|\.[cm]?[jt]s$/.test(file);
