import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, posix, resolve } from "node:path";
import { parseSync, Visitor } from "vite";
import type { Import } from "./floors.ts";
import { eachImport, type Naming } from "./imports.ts";

/** The folder of the whole project. */
export const root = resolve(import.meta.dirname, "../..");

/** Reads a file that is named from the root, as all files are named here. */
export const textOf = (file: string): string => readFileSync(resolve(root, file), "utf8");

/** Whether there is such a file or folder. */
export const exists = (path: string): boolean => existsSync(resolve(root, path));

/** Everything that is committed, or would be: what git neither ignores nor misses on the disk. */
export const files: readonly string[] = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && exists(file));

/** The TypeScript of these folders; the yardstick is left out, because it is a copy of what others measure with. */
export const sourcesIn = (...folders: readonly string[]): readonly string[] =>
  files.filter(
    (file) => file.endsWith(".ts") && file !== "properties/bench/yardstick.ts" && folders.some((folder) => file.startsWith(`${folder}/`)),
  );

/** What a file imports, or passes on from elsewhere. */
export const importsOf = (file: string): readonly Import[] => {
  const found: Import[] = [];
  new Visitor(eachImport<Naming>((wanted) => found.push(wanted))).visit(parsed(file).program);
  return found;
};

/** The names that a file exports, each with the file that declares it and the place there where its statement begins. */
export const exportsOf = (file: string): readonly Exported[] =>
  parsed(file).module.staticExports.flatMap(({ start, entries }) =>
    entries.flatMap(({ exportName, importName, moduleRequest }): readonly Exported[] => {
      const source = moduleRequest === null ? undefined : placeOf(file, moduleRequest.value);
      if (importName.kind === "AllButDefault" && source !== undefined) return exportsOf(source);
      const declared = exportsOfName(source, importName.name) ?? { file, at: start };
      return [{ ...declared, name: exportName.name ?? "default" }];
    }),
  );

export interface Exported {
  readonly name: string;
  readonly file: string;
  readonly at: number;
}

const exportsOfName = (file: string | undefined, name: string | null): Exported | undefined =>
  file === undefined || name === null ? undefined : exportsOf(file).find((exported) => exported.name === name);

/** The file that an import means, or nothing where it means a package. */
export const placeOf = (file: string, from: string): string | undefined => {
  if (from.startsWith("./")) return posix.join(dirname(file), from);
  for (const [door, room] of Object.entries(doors)) {
    const [before, after] = door.split("*") as [string, string?];
    if (after === undefined ? from === door : from.startsWith(before)) return room.replace("*", from.slice(before.length)).slice(2);
  }
  return undefined;
};

const doors = (JSON.parse(textOf("package.json")) as { readonly imports: Readonly<Record<string, string>> }).imports;

const parsed = (file: string) => parseSync(file, textOf(file), { lang: "ts" });
