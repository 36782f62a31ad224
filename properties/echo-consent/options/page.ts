import { join } from "node:path";
import { GROUNDS } from "./grounds.ts";
import type { Ground } from "./grounds.ts";
import { SENTENCES } from "./sentences.ts";

export const BASELINE = join(import.meta.dirname, "../../../reports/baselines/echo-consent-options");

/** Means over the seeds; the latency is the median of all blocks, in rounds. */
export interface Row {
  readonly ground: string;
  readonly option: string;
  readonly commits: number;
  readonly perCommit: number;
  readonly latency: number;
  readonly expired: number;
  readonly refused: number;
  readonly entries: number;
  readonly families: number;
  readonly split: number;
  readonly bothPaid: number;
}

/** The record as a page that can be read. */
export const pageOf = (record: readonly Row[]): string => `# The options of echo-consent, on and off

Each option was added alone to rules that have none, on the same grounds with the same five seeds (\`node properties/echo-consent/options/main.ts\`).
Commits, expired and refused are means of a run; messages are those that were heard, a batch for one; latency is the median in rounds; entries are the
most that all pools together held. On the busy ground a tenth more or less is chance: clients that hear in another order spend in another. Of a family two siblings spend one token: *decided* if somebody decided each of them, *paid* if both owners did.

What each gains, what it costs, and whether it helps against a double-spend:

${SENTENCES.map(([option, sentence]) => `- **${option}**: ${sentence}`).join("\n")}

${GROUNDS.map((ground) => tableOf(ground, record)).join("\n\n")}

All rows are in [echo-consent-options.json](echo-consent-options.json).
`;

const tableOf = ({ name, what, familyPermille }: Ground, record: readonly Row[]): string => {
  const rows = record.filter(({ ground }) => ground === name);
  const columns: readonly (keyof Row)[] = ["option", "commits", "perCommit", "latency", "expired", "refused", "entries"];
  const all: readonly (keyof Row)[] = familyPermille === 0 ? columns : [...columns, "families", "split", "bothPaid"];
  const lines = rows.map((row) => `| ${all.map((column) => row[column]).join(" | ")} |`);
  return [
    `## ${name}`,
    "",
    `${what}.`,
    "",
    `| ${all.map((column) => TITLES[column]).join(" | ")} |`,
    `|${"---|".repeat(all.length)}`,
    ...lines,
  ].join("\n");
};

const TITLES: Readonly<Record<keyof Row, string>> = {
  ground: "ground",
  option: "option",
  commits: "commits",
  perCommit: "messages a commit",
  latency: "latency",
  expired: "expired",
  refused: "refused",
  entries: "entries",
  families: "families",
  split: "both decided",
  bothPaid: "both paid",
};
