import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ENGINE } from "#lab";

/** One measured promise: what it is called, the bar, and which side of it is right. */
export interface Line {
  readonly name: string;
  /** None where a figure is only told, beside another. */
  readonly bar: number | undefined;
  readonly side: "at least" | "at most" | "told";
  measure(): number | Promise<number>;
}

/** CPU seconds of the main thread: the only clock that a busy neighbour on a shared core leaves alone. */
export const cpuSeconds = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
};

/** How Node is told to do one of the works: a hunt runs as it does in the pool. */
export const argsFor = (work: string, words: readonly string[]): string[] => {
  const flags = ["--expose-gc", "--disable-warning=ExperimentalWarning", ...(work === "hunt" ? ENGINE : [])];
  return [...flags, join(import.meta.dirname, "works.ts"), work, ...words];
};

/** Runs one of the works in a process of its own, which has learnt nothing, and takes the JSON it ends with. */
export const apart = (work: string, ...words: readonly string[]): Readonly<Record<string, number>> => {
  const { stdout, stderr, status } = spawnSync(process.execPath, argsFor(work, words), { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${work} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Readonly<Record<string, number>>;
};

/** The unit: CPU seconds of one run of the yardstick. */
const yardstick = (): number => {
  const { stdout } = spawnSync(process.execPath, [join(import.meta.dirname, "yardstick.ts"), "--once"], { encoding: "utf8" });
  return (JSON.parse(stdout) as { readonly cpuSeconds: number }).cpuSeconds;
};

/** The median quotient of a work and the yardsticks beside it: yardstick, work, yardstick, work, … */
export const paired = (pairs: number, rate: () => number): number => {
  const quotients: number[] = [];
  let before = yardstick();
  for (let pair = 0; pair < pairs; pair++) {
    const perSecond = rate();
    const after = yardstick();
    quotients.push((perSecond * (before + after)) / 2);
    before = after;
  }
  return median(quotients);
};

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
