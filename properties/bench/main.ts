// Every measured promise, with its figure, its bar and a verdict. node properties/bench/main.ts [--quick] [words of a name]
// Speed is told in yardsticks: pairs of runs in fresh processes, main-thread CPU, the median. Exits 1 when a promise falls short.
import { LINES } from "./lines.ts";

const wanted = process.argv
  .slice(2)
  .filter((word) => !word.startsWith("--"))
  .join(" ");
let isShort = false;
for (const { name, bar, side, measure } of LINES) {
  if (!name.includes(wanted)) continue;
  const figure = await measure();
  const isKept = bar === undefined || (side === "at least" ? figure >= bar : figure <= bar);
  if (!isKept) isShort = true;
  const verdict = bar === undefined ? "told" : isKept ? "kept" : "FELL SHORT";
  const asked = bar === undefined ? "" : `${side} ${told(bar)}`;
  process.stdout.write(`${verdict.padEnd(10)}  ${told(figure).padStart(12)}  ${asked.padEnd(19)} ${name}\n`);
}
process.exitCode = isShort ? 1 : 0;

function told(figure: number): string {
  if (figure >= 1_000) return Math.round(figure).toLocaleString("en");
  // A bar may lie between two hundredths.
  const parts = figure < 0.1 ? 1_000 : 100;
  return String(Math.round(figure * parts) / parts);
}
