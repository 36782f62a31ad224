import type { Expected } from "./scenario-text.ts";

/** What `measure --json` says of a scenario. */
export interface Measured {
  readonly kept: readonly Kept[];
  readonly runs: readonly Run[];
}

interface Kept {
  readonly band: Expected;
  readonly value: number;
  readonly isKept: boolean;
}

interface Run {
  readonly seed: string;
  readonly hash: string;
  readonly numbers: Readonly<Record<string, number>>;
}

/** The least, the mean and the most that a figure came to. */
export type Spread = readonly [least: number, mean: number, most: number];

/** A scenario as it is recorded: nothing of it depends on the machine. */
export interface Row {
  readonly name: string;
  readonly kept: readonly Kept[];
  readonly numbers: Readonly<Record<string, Spread>>;
  readonly runs: readonly Pick<Run, "seed" | "hash">[];
}

/** Every figure over all runs. */
export const numbersMean = (runs: readonly Run[]): Row["numbers"] =>
  Object.fromEntries(
    Object.keys(runs[0]!.numbers).map((figure) => {
      const values = runs.map(({ numbers }) => numbers[figure]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return [figure, [Math.min(...values), Math.round(10 * mean) / 10, Math.max(...values)]];
    }),
  );
