import { mean } from "./scenario-text.ts";
import type { Told } from "./scenario-text.ts";

const scale = (nodes: number, hypothesis: string, expect: Told["expect"]): Told => ({
  name: `scale-${nodes}`,
  hypothesis,
  config: "v0-t2-w6",
  setup: { nodes, topology: { kind: "random", permille: 300, links: "computed" }, faults: 0, delta: 1 },
  weather: { kind: "shuffled", everyTicks: 2, lostOneIn: 20 },
  moves: [],
  rounds: 1_000,
  demand: { tokens: 1, partsMax: 1, patience: 100 },
  seeds: 3,
  expect,
});

/** The same rules among ever more peers. */
export const scales: readonly Told[] = [
  scale(100, "Among a hundred peers, of whom each knows thirty, a commit takes 1,900 messages.", [mean("messagesPerCommit", 1_700, 2_050)]),
  scale(1_000, "Ten times the peers cost a little more than twice the messages, for half as many more rounds.", [
    mean("messagesPerCommit", 3_900, 4_600),
    mean("roundsPerCommit", 31, 38),
  ]),
  scale(10_000, "From a thousand peers to ten thousand a commit costs no quarter more: messages grow far slower than peers.", [
    mean("messagesPerCommit", 4_300, 5_300),
    mean("ratePermille", 950, 1_000),
  ]),
  scale(100_000, "Among a hundred thousand it is the same again: who is asked lies near a token, however many there are.", [
    mean("messagesPerCommit", 4_500, 5_600),
    mean("ratePermille", 950, 1_000),
  ]),
];
