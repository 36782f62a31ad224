// Plays every option on every ground, and records what came of it: node properties/echo-consent/options/main.ts
import { writeFileSync } from "node:fs";
import { digitsOf, mix } from "#kernel";
import { GROUNDS } from "./grounds.ts";
import { BASELINE, pageOf } from "./page.ts";
import type { Row } from "./page.ts";
import { play } from "./play.ts";
import type { Figures } from "./play.ts";
import { ROWS } from "./rows.ts";

const SEEDS = 5;
const SEED_SALT = 0x0917;

const meanOf = (runs: readonly Figures[], figure: Exclude<keyof Figures, "latencies">): number =>
  Math.round((10 * runs.reduce((sum, run) => sum + run[figure], 0)) / runs.length) / 10;

const record: Row[] = [];
for (const ground of GROUNDS)
  for (const { option, added } of ROWS) {
    process.stderr.write(`${ground.name} ${option}\n`);
    const runs = Array.from({ length: SEEDS }, (_, index) =>
      play(ground, { ...ground.rules, ...added }, digitsOf(mix(SEED_SALT, index), mix(index, SEED_SALT))),
    );
    const latencies = runs.flatMap((run) => run.latencies).sort((a, b) => a - b);
    const [commits, wire] = [meanOf(runs, "commits"), meanOf(runs, "wire")];
    record.push({
      ground: ground.name,
      option,
      commits,
      perCommit: commits === 0 ? 0 : Math.round(wire / commits),
      latency: latencies[latencies.length >> 1] ?? 0,
      expired: meanOf(runs, "expired"),
      refused: Math.round(meanOf(runs, "refused")),
      entries: Math.round(meanOf(runs, "entriesMost")),
      families: meanOf(runs, "families"),
      split: meanOf(runs, "split"),
      bothPaid: meanOf(runs, "bothPaid"),
    });
  }
writeFileSync(`${BASELINE}.json`, `${JSON.stringify(record, null, 1)}\n`);
writeFileSync(`${BASELINE}.md`, pageOf(record));
