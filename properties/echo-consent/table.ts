import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { RULE_SETS } from "#protocols/echo-consent";

/** The page that tells a reader what the rule sets are. */
export const PAGE = resolve(import.meta.dirname, "../../spec/echo-consent/README.md");
export const pageNow = (): string => readFileSync(PAGE, "utf8");

const BEGIN = "<!-- the rule sets: written by properties/echo-consent/write-table.ts -->\n";
const END = "<!-- the end of the rule sets -->\n";

/** The page with the rule sets side by side as they are: what differs from `v0` stands out. */
export const pageWith = (page: string): string => {
  const [from, to] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
  return `${page.slice(0, from)}\n${table()}\n${page.slice(to)}`;
};

const table = (): string => {
  const names = Object.keys(RULE_SETS);
  const sets = Object.values(RULE_SETS).map((rules) => new Map<string, number | string>(Object.entries(rules)));
  const [first] = sets;
  const rows = [...first!.keys()].map((rule) => {
    const values = sets.map((rules) => (rules.get(rule) === first!.get(rule) ? `${rules.get(rule)!}` : `**${rules.get(rule)!}**`));
    return `| ${[`\`${rule}\``, ...values].join(" | ")} |`;
  });
  return [`| ${["rule", ...names].join(" | ")} |`, `|${"---|".repeat(names.length + 1)}`, ...rows, ""].join("\n");
};
