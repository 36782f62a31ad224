import type { FigureName, Scenario } from "#protocols/echo-consent";

/** A scenario as its file holds it. */
export interface Told extends Scenario {
  readonly name: string;
  /** The figures that are expected confirm it. */
  readonly hypothesis: string;
  readonly seeds: number;
  readonly expect: readonly Expected[];
}

export interface Expected {
  readonly figure: FigureName;
  readonly of: "mean" | "median";
  readonly from: number;
  readonly to: number;
}

/** The text of its file: a line for each of its fields, each of its moves, and each figure that is expected. */
export const scenarioText = ({ name, hypothesis, config, setup, weather, moves, rounds, demand, seeds, expect }: Told): string => {
  const head = { format: 1, protocol: "echo-consent", name, hypothesis, config, setup, weather };
  const fields = [
    ...Object.entries(head).map(([field, value]) => `  "${field}": ${inLine(value)}`),
    `  "moves": ${list(moves)}`,
    ...Object.entries({ rounds, demand, seeds }).map(([field, value]) => `  "${field}": ${inLine(value)}`),
    `  "expect": ${list(expect)}`,
  ];
  return `{\n${fields.join(",\n")}\n}\n`;
};

const list = (items: readonly object[]): string =>
  items.length === 0 ? "[]" : `[\n${items.map((item) => `    ${inLine(item)}`).join(",\n")}\n  ]`;

/** On one line, with air between its fields. */
const inLine = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(inLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{ ${fields.map(([field, one]) => `"${field}": ${inLine(one)}`).join(", ")} }`;
};

/** The mean of a figure over the seeds is expected to lie between these two. */
export const mean = (figure: FigureName, from: number, to: number): Expected => ({ figure, of: "mean", from, to });
