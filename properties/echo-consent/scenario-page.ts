import type { Row, Spread } from "./scenario-means.ts";
import { SCENARIOS } from "./scenarios.ts";

const above = (bound: number) => (value: number) => value > bound;
const below = (bound: number) => (value: number) => value < bound;

/** What the goals ask for in numbers, and in which scenario it is looked for. */
const GOALS = [
  { goal: "commit rate over 90 % in good conditions", scenario: "baseline", figure: "ratePermille", isMet: above(900) },
  { goal: "fewer than 500 messages a commit", scenario: "baseline", figure: "messagesPerCommit", isMet: below(500) },
  {
    goal: "the same with ten tokens in flight, what is unfinished at the end included",
    scenario: "loss-0-t1",
    figure: "messagesPerCommit",
    isMet: below(500),
  },
  { goal: "fewer than 20 rounds a commit", scenario: "baseline", figure: "roundsPerCommit", isMet: below(20) },
  { goal: "the same where delays are up to five rounds", scenario: "delay-5-tokens-1", figure: "roundsPerCommit", isMet: below(20) },
  ...["t1", "t2"].flatMap((rules) =>
    [10, 20, 30].map((percent) => ({
      goal: `commit rate over 90 % at ${percent} % loss, threshold ${rules.slice(1)}`,
      scenario: `loss-${percent}-${rules}`,
      figure: "ratePermille",
      isMet: above(900),
    })),
  ),
  ...["t1", "t2"].map((rules) => ({
    goal: `the same at 30 % loss where bodies are asked for again, threshold ${rules.slice(1)}`,
    scenario: `loss-30-${rules}-refetch`,
    figure: "ratePermille",
    isMet: above(900),
  })),
] as const;

const COLUMNS = [
  ["commits", "commits"],
  ["ratePermille", "rate ‰"],
  ["soundRatePermille", "rate ‰ of sound owners"],
  ["messagesPerCommit", "messages a commit"],
  ["bytesPerCommit", "bytes a commit"],
  ["latencyMedian", "rounds, median"],
  ["latency95", "rounds, 95 %"],
  ["throughput", "commits in 1,000 rounds"],
] as const;

const GROUPS = [
  ["Good conditions", "baseline"],
  ["Loss", "loss"],
  ["Delay", "delay"],
  ["Crashes and returns", "failures"],
  ["Partitions and healing", "partition"],
  ["Liars", "liars"],
  ["Scale", "scale"],
  ["Known dead ends", "dead"],
] as const;

/** The page that tells a reader what the scenarios came to. */
export const pageOf = (rows: readonly Row[]): string =>
  [
    `# echo-consent in the scenarios of the brief

Every scenario is a file in \`fixtures/scenarios/echo-consent\`: \`npm run hunt -- measure fixtures/scenarios/echo-consent/NAME.json\` plays one, and
\`node properties/echo-consent/record-scenarios.ts\` plays all and writes this page. A figure is the mean of the seeds, with the least and the most in brackets. The *rate* is of the
blocks that had a lifetime to commit in before the end: so many in a thousand committed at their owner within it. Clients wait for a lifetime, then give a block up
and take a new token. A *sound owner* neither lied nor crashed. Bytes are of the messages written down plainly: eight for a name, a ticket or a time, one for a mask or a kind.
`,
    `## The goals\n\n| goal | scenario | figure | met |\n|---|---|---|---|\n${GOALS.map((goal) => goalLine(goal, rows)).join("\n")}\n`,
    ...GROUPS.map(([title, prefix]) =>
      groupOf(
        title,
        rows.filter(({ name }) => name.startsWith(prefix)),
      ),
    ),
    "Seeds, hashes and all other figures, the shares of the messages by kind among them, are in [echo-consent-scenarios.json](echo-consent-scenarios.json).\n",
  ].join("\n");

const goalLine = ({ goal, scenario, figure, isMet }: (typeof GOALS)[number], rows: readonly Row[]): string => {
  const spread = rows.find(({ name }) => name === scenario)!.numbers[figure]!;
  return `| ${goal} | ${scenario} | ${spreadText(spread)} | ${isMet(spread[1]) ? "yes" : "**no**"} |`;
};

const groupOf = (title: string, rows: readonly Row[]): string => {
  const isTroubled = rows.some(({ numbers }) => numbers["recoveryRounds"]![2] > 0);
  const columns = [
    ...COLUMNS,
    ...(isTroubled
      ? ([
          ["troubledPermille", "pace in the trouble ‰"],
          ["recoveryRounds", "rounds to recovery"],
          ["recoveredPermille", "recovered ‰"],
        ] as const)
      : []),
  ];
  const lines = rows.map(({ name, numbers }) => `| ${[name, ...columns.map(([figure]) => spreadText(numbers[figure]!))].join(" | ")} |`);
  return [
    `## ${title}\n`,
    `| ${["scenario", ...columns.map(([, head]) => head)].join(" | ")} |\n|${"---|".repeat(columns.length + 1)}`,
    ...lines,
    "",
    ...rows.map(verdict),
    "",
  ].join("\n");
};

const verdict = ({ name, kept }: Row): string => {
  const { hypothesis } = SCENARIOS.find((scenario) => scenario.name === name)!;
  const missed = kept.filter(({ isKept }) => !isKept).map(({ band: { figure }, value }) => `${figure} came to ${value}`);
  return `- **${name}**: ${hypothesis} ${missed.length === 0 ? "Confirmed" : `Refuted: ${missed.join(", ")}`}.`;
};

const spreadText = ([least, mean, most]: Spread): string => (least === most ? `${mean}` : `${mean} [${least}, ${most}]`);
