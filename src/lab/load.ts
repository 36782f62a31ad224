import { existsSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { refusalOfSubject, refuse } from "#hunt";
import type { Refusal, Source, Subject } from "#hunt";

/** A subject, or why there is none. */
export type Loaded = { readonly kind: "subject"; readonly subject: Subject } | Refusal;

/** Finds a subject by its module and export, as every process does on its own: functions do not travel. */
export const load = async ({ module, export: name }: Source, config?: string): Promise<Loaded> => {
  const found = await exportsOf(module);
  if (found.kind === "refused") return found;
  const { exports } = found;
  if (!Object.hasOwn(exports, name)) return refuse(["subject"], `${pathOf(module)} exports no ${JSON.stringify(name)}`, remedyFor(exports));
  const value = exports[name];
  const wrong = refusalOfSubject(value, name);
  if (wrong !== undefined) return wrong;
  const subject = value as Subject;
  if (!(await isWhereItSays(subject)))
    return refuse(
      [name, "source"],
      `it says that ${pathOf(subject.source.module)} exports it as ${JSON.stringify(subject.source.export)}, and there it is not`,
      "Export it under the name that it gives itself.",
    );
  const configs = Object.keys(subject.protocol.configs);
  if (config !== undefined && !configs.includes(config))
    return refuse(["config"], `${subject.name} has no configuration ${JSON.stringify(config)}`, `Take one of ${configs.join(", ")}.`);
  return { kind: "subject", subject };
};

/** Finds the one subject that a module exports. */
export const loadOnly = async (module: string): Promise<Loaded> => {
  const found = await exportsOf(module);
  if (found.kind === "refused") return found;
  const [only, ...more] = subjectsIn(found.exports);
  if (only === undefined) return refuse(["subject"], `${pathOf(module)} exports no subject`, remedyFor(found.exports));
  if (more.length > 0)
    return refuse(
      ["subject"],
      `${pathOf(module)} exports several subjects`,
      `Add one of ${[only, ...more].map((name) => `#${name}`).join(", ")}.`,
    );
  return load({ module, export: only });
};

/** As it would be typed here. */
export const pathOf = (module: string): string => (module.startsWith("file:") ? relative("", fileURLToPath(module)) : module);

type Exports = Readonly<Record<string, unknown>>;

const exportsOf = async (module: string): Promise<{ readonly kind: "exports"; readonly exports: Exports } | Refusal> => {
  try {
    return { kind: "exports", exports: (await import(module)) as Exports };
  } catch (thrown) {
    if (module.startsWith("file:") && !existsSync(new URL(module)))
      return refuse(["subject"], `there is no file ${pathOf(module)}`, "Give the path of a module.");
    const because = thrown instanceof Error ? thrown.message : String(thrown);
    return refuse(["subject"], `${pathOf(module)} cannot be loaded: ${because}`, "Give it a module that runs under plain Node.");
  }
};

const remedyFor = (exports: Exports): string => {
  const names = subjectsIn(exports);
  return names.length > 0 ? `Take one of ${names.join(", ")}.` : 'Export one: export const lock = subject(import.meta.url, "lock", …).';
};

/** What looks like a subject, to be told apart from what else a module exports; whether it is whole is judged when it is taken. */
const subjectsIn = (exports: Exports): readonly string[] =>
  Object.entries(exports)
    .flatMap(([name, value]) => (typeof value === "object" && value !== null && "protocol" in value && "ground" in value ? [name] : []))
    .toSorted((one, other) => (one < other ? -1 : 1));

/** Another process looks for it there. */
const isWhereItSays = async (subject: Subject): Promise<boolean> => {
  const found = await exportsOf(subject.source.module);
  return found.kind === "exports" && found.exports[subject.source.export] === subject;
};
