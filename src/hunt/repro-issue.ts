import type * as z from "zod";
import { quoted, refuse, shown } from "./refusal.ts";
import type { Path, Refusal } from "./refusal.ts";

type Issue = z.core.$ZodIssue;

/** Puts the first thing that a schema found wrong into our own words. */
export const refusalOfIssue = (whole: unknown, issue: Issue): Refusal => {
  const path = issue.path as Path;
  const found = valueAt(whole, path);
  const says = (because: string, remedy: string): Refusal => refuse(path, because, remedy);
  if (found === undefined) return says("it is missing", "Add it.");
  switch (issue.code) {
    case "unrecognized_keys":
      return refuse([...path, issue.keys[0]!], `no field ${quoted(issue.keys[0]!)} is known here`, "Remove it.");
    case "invalid_union":
      return refusalOfUnion(whole, path, issue);
    case "invalid_value":
      return says(`${shown(found)} is not known here`, `Write ${issue.values.map((value) => shown(value)).join(" or ")}.`);
    case "invalid_type":
      return says(`${shown(found)} is not ${NOUNS[issue.expected] ?? issue.expected}`, `Write ${NOUNS[issue.expected] ?? issue.expected}.`);
    case "too_small":
      return says(`${sizeOf(found)} is too small`, `Make it at least ${issue.minimum}.`);
    case "too_big":
      return says(`${sizeOf(found)} is too big`, `Make it at most ${issue.maximum}.`);
    case "invalid_format":
      return says(`${shown(found)} is not a number of 64 bits`, "Write 16 lower-case hexadecimal digits.");
    default:
      return says(issue.message, "Look at a file that works.");
  }
};

const NOUNS: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a whole number",
  string: "a text",
  object: "a record",
  array: "a list",
  tuple: "a list",
};

const sizeOf = (found: unknown): string => {
  if (Array.isArray(found)) return `a list of ${found.length}`;
  return typeof found === "string" ? `a text of ${found.length} characters` : shown(found);
};

/** Where kinds are told apart, the kind is wrong. Else the branch counts that was meant: the one with an issue further in, if any. */
const refusalOfUnion = (whole: unknown, path: Path, issue: z.core.$ZodIssueInvalidUnion): Refusal => {
  if ("options" in issue) {
    const options = issue.options as readonly string[];
    return refuse(path, `there is no kind ${shown(valueAt(whole, path))}`, `Take one of ${options.join(", ")}.`);
  }
  const meant = issue.errors.map(([first]) => first!).find((first) => first.path.length > 0 || !STRANGE.has(first.code));
  if (meant !== undefined) return refusalOfIssue(whole, { ...meant, path: [...path, ...meant.path] } as Issue);
  const wanted = issue.errors.map(([first]) => wantedBy(first!)).join(" or ");
  return refuse(path, `${shown(valueAt(whole, path))} is not known here`, `Write ${wanted}.`);
};

const STRANGE: ReadonlySet<string> = new Set(["invalid_type", "invalid_value"]);

const wantedBy = (issue: Issue): string => {
  if (issue.code === "invalid_value") return issue.values.map((value) => shown(value)).join(" or ");
  return issue.code === "invalid_type" ? (NOUNS[issue.expected] ?? issue.expected) : "something else";
};

const valueAt = (whole: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[key] : undefined),
    whole,
  );
