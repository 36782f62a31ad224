import { refuse } from "#hunt";
import type { Refusal, Source, Subject } from "#hunt";

/** Finds a subject by its module and export, as every process does on its own: functions do not travel. */
export const load = async (
  { module, export: name }: Source,
  config?: string,
): Promise<{ readonly kind: "subject"; readonly subject: Subject } | Refusal> => {
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = (await import(module)) as Readonly<Record<string, unknown>>;
  } catch (thrown) {
    const because = thrown instanceof Error ? thrown.message : String(thrown);
    return refuse(["subject"], `${module} cannot be loaded: ${because}`, "Give it a module that runs under plain Node.");
  }
  const subject = exports[name];
  if (!isSubject(subject))
    return refuse(["subject"], `${module} exports no subject "${name}"`, "Export it under the name that it gives itself.");
  const configs = Object.keys(subject.protocol.configs);
  if (config !== undefined && !configs.includes(config))
    return refuse(["config"], `there is no configuration "${config}"`, `Take one of ${configs.join(", ")}.`);
  return { kind: "subject", subject };
};

const isSubject = (value: unknown): value is Subject =>
  typeof value === "object" &&
  value !== null &&
  ["protocol", "properties", "sometimes", "ground", "source"].every((field) => field in value);
