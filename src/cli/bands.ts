import type { FigureName } from "#protocols/echo-consent";

/** What a figure should come to over several seeds: its mean or its median within these bounds. */
export interface Band {
  readonly figure: FigureName;
  readonly of: "mean" | "median";
  readonly from: number;
  readonly to: number;
}

/** A band beside what came of it. */
export interface Kept {
  readonly band: Band;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** False where no run had anything that the figure is about: what was not judged was not kept. */
  readonly isJudged: boolean;
  readonly isKept: boolean;
}

/** Holds figures, one a seed, against a band. */
export const keptIn = (band: Band, figures: readonly number[], isJudged: boolean): Kept => {
  const value = band.of === "mean" ? meanOf(figures) : medianOf(figures);
  const isKept = isJudged && band.from <= value && value <= band.to;
  return { band, value, least: Math.min(...figures), most: Math.max(...figures), isJudged, isKept };
};

const meanOf = (figures: readonly number[]): number => figures.reduce((sum, figure) => sum + figure, 0) / figures.length;

/** The one in the middle, or half way between the two that are. */
export const medianOf = (figures: readonly number[]): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** One line for each band: what was expected, what came, and whether that will do. */
export const bandsText = (kept: readonly Kept[]): string => {
  const wide = Math.max(...kept.map(({ band }) => band.figure.length));
  return kept
    .map(({ band: { figure, of, from, to }, value, least, most, isJudged, isKept }) => {
      if (!isJudged) return `  ${figure.padEnd(wide)}  expected ${from} to ${to}: not judged, for no run had anything that it is about`;
      const seen = least === most ? "" : ` (${least} to ${most})`;
      return `  ${figure.padEnd(wide)}  ${of} ${rounded(value)}${seen}, expected ${from} to ${to}: ${isKept ? "kept" : "missed"}`;
    })
    .join("\n");
};

const rounded = (value: number): string => (Number.isInteger(value) ? `${value}` : value.toFixed(1));
