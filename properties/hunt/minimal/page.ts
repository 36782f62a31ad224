import type { Move } from "#kernel";
import type { Optimum } from "./optimum.ts";
import type { Baseline } from "./record.ts";
import { lengthsText } from "./row.ts";
import type { Row } from "./row.ts";
import type { StockRow } from "./stock.ts";

/** The baseline as a page for people. */
export const pageOf = ({ command, optima, rows, long, stock }: Baseline): string =>
  [
    "# How small the shrinker makes it",
    "",
    `Measured by \`${command}\`, which writes this page. Each bug is hunted from ${rows[0]?.seeds ?? 0} root seeds, the first failing`,
    "schedule of each is shrunk, and every result is certified and checked by the independent checker: no move and no two",
    'moves can be left out of any. Lengths are in moves: "3 (100)" says that 100 results have three.',
    "",
    ...tableOf(rows.filter(({ isPromised, needs }) => isPromised && needs === undefined)),
    "",
    "Harder, and under no promise: here the shrinker still ends too long now and then.",
    "",
    ...tableOf(rows.filter(({ isPromised, needs }) => !isPromised && needs === undefined)),
    "",
    "## What needs the newer hardships",
    "",
    "Twins, lies that sign anew, stale replay, slow nodes, clogged links, clocks that jump and drift, timers that fire early, late",
    "or never, disks that lie, clients that ask again: each of these bugs is hunted on a ground with one of them and all the rest",
    "that the same mistake bears, on the same bars. Without the one it needs, the same ground held in as many runs as are shown.",
    "",
    ...neededOf(rows.filter(({ isPromised }) => isPromised)),
    "",
    ...tableOf(rows.filter(({ isPromised, needs }) => isPromised && needs !== undefined)),
    "",
    "Harder, and under no promise:",
    "",
    ...tableOf(rows.filter(({ isPromised, needs }) => !isPromised && needs !== undefined)),
    "",
    "## A thousand messages under weather",
    "",
    "Sixteen nodes, weather that loses messages, at least a thousand of them in each run: figures are medians.",
    "",
    "| bug | seeds | messages | moves left | executions | the most executions |",
    "|---|---|---|---|---|---|",
    ...long.map((row) => `| ${row.name} | ${row.seeds} | ${row.messages} | ${row.length} | ${row.executions} | ${row.executionsWorst} |`),
    "",
    "## Beside it: what the stock `fc.commands` reaches",
    "",
    "The same moves as commands, a named fate among them, in calm weather: fast-check shrinks what it found by itself.",
    "",
    "| bug | seeds that found it | moves | the most moves | executions | ours: moves | ours: executions |",
    "|---|---|---|---|---|---|---|",
    ...stock.map((row) => stockText(row, rows)),
    "",
    "## What the optima rest on",
    "",
    "Proven: nothing shorter fails on the whole ground. Best known: nothing shorter fails among the forty moves that the",
    "minimal results of so many seeds have most in common, or among all of those moves where they have fewer.",
    "",
    "| bug | optimum | known | seeds | searched in vain |",
    "|---|---|---|---|---|",
    ...optima.map(searchText),
    "",
    ...optima.flatMap(exampleText),
  ].join("\n");

const tableOf = (rows: readonly Row[]): readonly string[] => [
  "| bug | what it stands for | optimum | lengths | median | different | departures before | executions | also came up |",
  "|---|---|---|---|---|---|---|---|---|",
  ...rows.map((row) =>
    [
      ...["", row.name, row.stands, `${row.optimum}, ${row.known}`, lengthsText(row), row.median, row.distinct, row.departures],
      ...[row.executions, row.others.join("; "), ""],
    ]
      .join(" | ")
      .trim(),
  ),
];

const neededOf = (rows: readonly Row[]): readonly string[] => [
  "| bug | what it needs | runs without it that held |",
  "|---|---|---|",
  ...rows.flatMap(({ name, needs, held }) =>
    needs === undefined ? [] : [`| ${name} | ${needs.join(", ")} | ${held?.toLocaleString("en")} |`],
  ),
];

const stockText = ({ name, seeds, found, length, lengthWorst, executions }: StockRow, rows: readonly Row[]): string => {
  const ours = rows.find((row) => row.name === name);
  const cells = [name, `${found} of ${seeds}`, length, lengthWorst, executions, ours?.median ?? "", ours?.executions ?? ""];
  return `| ${cells.join(" | ")} |`;
};

const searchText = ({ name, moves, known, seeds, searched: { upTo, among, runs } }: Optimum): string =>
  `| ${name} | ${moves} | ${known} | ${seeds} | up to ${upTo} moves, ${among}: ${runs.toLocaleString("en")} runs |`;

const exampleText = ({ name, identity, example: { config, setup, moves } }: Optimum): readonly string[] => [
  `### ${name}`,
  "",
  `${identity}, configuration ${config}, ${setup.nodes} nodes:`,
  "",
  "```json",
  ...moves.map((move: Move) => JSON.stringify(move)),
  "```",
  "",
];
