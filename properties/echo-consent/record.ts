// Plays every scenario that has been published and records what came of it: node properties/echo-consent/record.ts
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const BASELINE = join(ROOT, "reports/baselines/echo-consent");
const NAMES = ["C1", "C2", "C3", "C4", "C5", "C6", "C8", "C9", "C12", "H"] as const;

/** What `measure --json` says of a scenario. */
interface Measured {
  readonly name: string;
  readonly stalled: number;
  readonly kept: readonly Kept[];
  readonly runs: readonly { readonly seed: string; readonly hash: string; readonly commits: number; readonly delivered: number }[];
}
interface Kept {
  readonly band: { readonly figure: string; readonly of: string; readonly from: number; readonly to: number };
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly isKept: boolean;
}
interface Told {
  readonly hypothesis: string;
  readonly config: string;
  readonly sources: readonly { readonly what: string; readonly commits?: number; readonly messagesPerCommit?: number }[];
}

const measured = NAMES.map((name) => {
  const path = join(ROOT, "fixtures/scenarios/echo-consent", `${name}.json`);
  process.stderr.write(`${name}\n`);
  const { stdout } = spawnSync(process.execPath, [join(ROOT, "src/cli/launch.js"), "measure", path, "--json"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { told: JSON.parse(readFileSync(path, "utf8")) as Told, ran: JSON.parse(stdout) as Measured };
});

const rows = measured.map(({ ran: { name, stalled, kept, runs } }) => ({
  ...{ name, seeds: runs.length, stalled },
  kept,
  runs: runs.map(({ seed, hash, commits, delivered }) => ({ seed, hash, commits, delivered })),
}));
writeFileSync(`${BASELINE}.json`, `${JSON.stringify(rows, null, 1)}\n`);

const figure = (kept: readonly Kept[], name: string): string => {
  const one = kept.find(({ band }) => band.figure === name);
  if (one === undefined) return "";
  const { value, least, most, band, isKept } = one;
  return `${round(value)} (${least} to ${most}); ${band.of} in ${band.from} to ${band.to}: ${isKept ? "kept" : "missed"}`;
};
const round = (value: number): string => `${Math.round(value * 10) / 10}`;
const sourced = ({ sources }: Told, what: "commits" | "messagesPerCommit"): string =>
  sources.flatMap((source) => (source[what] === undefined ? [] : [`${source[what]} ${source.what}`])).join("; ");

const lines = measured.map(
  ({ told, ran: { name, stalled, kept, runs } }) =>
    `| ${name} | ${told.config} | ${sourced(told, "commits")} | ${figure(kept, "commits")} | ${sourced(told, "messagesPerCommit")} | ${figure(kept, "messagesPerCommit")} | ${stalled} of ${runs.length} |`,
);
const page = `# echo-consent beside the original

Each scenario in \`fixtures/scenarios/echo-consent\` was played with twenty seeds, the two whose single runs differ most with sixty, the one that is dear with three (\`node properties/echo-consent/record.ts\`, or one of them by
\`npm run hunt -- measure PATH\`). A run that commits less than seven tenths of what the median run does has stalled: means leave it out.

| row | rules | commits elsewhere | commits here | messages a commit elsewhere | messages a commit here | stalled |
|---|---|---|---|---|---|---|
${lines.join("\n")}

What each is about:

${measured.map(({ told, ran: { name } }) => `- **${name}**: ${told.hypothesis}`).join("\n")}

Seeds and hashes of all runs are in [echo-consent.json](echo-consent.json).
`;
writeFileSync(`${BASELINE}.md`, page);
if (rows.some(({ kept }) => kept.some(({ isKept }) => !isKept))) process.exitCode = 1;
