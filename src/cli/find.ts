import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { refuse } from "#hunt";
import type { Refusal, Subject } from "#hunt";
import { load } from "#lab";
import { SUBJECTS } from "./subjects.ts";

/** Finds a subject by its name in this house, or as `./module.ts#export`, seen from a folder. */
export const findSubject = async (
  name: string,
  folder: string,
): Promise<{ readonly kind: "subject"; readonly subject: Subject } | Refusal> => {
  const own = Object.hasOwn(SUBJECTS, name) ? SUBJECTS[name] : undefined;
  if (own !== undefined) return { kind: "subject", subject: own };
  const [file, exported] = name.split("#");
  if (file === undefined || exported === undefined) {
    const remedy = `Take one of ${Object.keys(SUBJECTS).join(", ")}, or ./module.ts#export for your own.`;
    return refuse(["subject"], `there is no subject "${name}"`, remedy);
  }
  return load({ module: pathToFileURL(resolve(folder, file)).href, export: exported });
};
