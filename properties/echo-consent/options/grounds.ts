import type { NodeId, Setup, Weather } from "#kernel";
import { CONFIGS } from "#protocols/echo-consent";
import type { Rules } from "./play.ts";

/** A network on which every option is measured beside the rules without it. */
export interface Ground {
  readonly name: string;
  readonly what: string;
  readonly rules: Rules;
  readonly setup: Omit<Setup, "seed">;
  readonly weather: Weather;
  readonly rounds: number;
  /** Tokens that are spent one block after the other, and the most parts of a block. */
  readonly tokens: number;
  readonly partsMax: number;
  /** Nodes that vote for so many new names at everybody in every round. */
  readonly flooders: readonly NodeId[];
  readonly names: number;
  /** Families of two siblings instead, so many in a thousand blocks, one block a round. */
  readonly familyPermille: number;
}

const random = (nodes: number, permille: number): Omit<Setup, "seed"> => ({
  nodes,
  topology: { kind: "random", permille, links: "listed" },
  faults: 0,
  delta: 1,
});
const mesh = (nodes: number): Omit<Setup, "seed"> => ({ nodes, topology: "mesh", faults: 0, delta: 1 });
/** Loses one message in ten. */
const usual: Weather = { kind: "shuffled", everyTicks: 2, lostOneIn: 20 };
/** Loses three messages in ten. */
const lossy: Weather = { kind: "shuffled", everyTicks: 2, lostOneIn: 7 };
const plain = { weather: usual, rounds: 400, tokens: 1, partsMax: 1, flooders: [], names: 0, familyPermille: 0 };
const dense = { ...plain, rules: CONFIGS["v0-t1-w6"]!, setup: random(500, 900) };

export const GROUNDS: readonly Ground[] = [
  { ...dense, name: "dense", what: "500 peers of which each knows nine in ten, T = 1, w = 6, one message in ten lost, one token" },
  { ...dense, name: "parallel", what: "the same with eight tokens in flight", tokens: 8 },
  {
    ...plain,
    name: "sparse",
    what: "500 peers of which each knows three in ten, T = 2, w = 6, one message in ten lost, one token",
    rules: CONFIGS["v0-t2-w6"]!,
    setup: random(500, 300),
  },
  { ...dense, name: "lossy", what: "as dense, three messages in ten lost", weather: lossy },
  {
    ...dense,
    name: "busy",
    what: "100 peers that all know each other, T = 2, w = 4, one message in ten lost, thirty tokens, one to three to a block",
    rules: CONFIGS["v0"]!,
    setup: mesh(100),
    rounds: 200,
    tokens: 30,
    partsMax: 3,
  },
  {
    ...dense,
    name: "flooded",
    what: "100 peers that all know each other, T = 2, w = 4, nothing lost; two of them vote for six new names a round at everybody",
    rules: CONFIGS["v0"]!,
    setup: mesh(100),
    weather: "calm",
    rounds: 120,
    tokens: 2,
    flooders: [7, 57],
    names: 6,
  },
  ...(["v0", "v2-core"] as const).map((config) => ({
    ...dense,
    name: `contested-${config}`,
    what: `${config} with 40 peers that all know each other, one message in ten lost; a block a round, every other one a pair of siblings`,
    rules: CONFIGS[config]!,
    setup: mesh(40),
    rounds: 150,
    familyPermille: 500,
  })),
];
