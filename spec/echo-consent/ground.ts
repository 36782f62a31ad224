import type { Ground } from "#hunt";
import type { Operation } from "#protocols/echo-consent";
import { nextBlock, nextOfChain, nextOfLate, renamedBlocks, simplerBlocks } from "./clients.ts";

/** Longer than any rule set keeps a block, so that whatever is open when the calm comes has its end within it. */
const CALM_TICKS = 504;

/** The ground of a hunt: twelve nodes that all know each other, so that the ring has neighbourhoods, and clients that contend. */
export const ground: Ground = {
  nodes: [12],
  topology: "mesh",
  delta: 2,
  storm: 36,
  calm: CALM_TICKS,
  hardships: ["cut", "crash", "weather"],
  lies: [],
  faultsOf: () => 0,
  eventsMax: 200_000,
  calls: 6,
  operation: (dice, earlier) => nextBlock(dice, earlier as readonly Operation[]),
  rename: (operations) => renamedBlocks(operations as readonly Operation[]),
  simpler: (operation) => simplerBlocks(operation as Operation),
};

/** The same with one liar among the twelve. */
export const liars: Ground = {
  ...ground,
  hardships: ["weather", "turn"],
  lies: ["withhold", "negative", "two-faced", "impostor", "unsolicited", "flood", "stale"],
  faultsOf: () => 1,
};

/** One liar who floods, and so short a run that it comes to its end: questions breed questions, and pools are looked at in the end only. */
export const floods: Ground = { ...liars, storm: 12, calm: 16, lies: ["flood"] };

/** Nodes of which each knows some that do not know it: links are drawn one way. */
export const strangers: Ground = { ...ground, nodes: [16], topology: { kind: "random", permille: 700, links: "listed" } };

/** Clients who spend what they were given, and wait for it a little, among nodes of which not all hear of a block. */
export const chains: Ground = {
  ...ground,
  nodes: [12, 24],
  storm: 60,
  operation: (dice, earlier) => nextOfChain(dice, earlier as readonly Operation[]),
};

/** Clients who come to another node to spend what was committed a while ago, among so many nodes that most blocks are news to some. */
export const travellers: Ground = {
  ...ground,
  nodes: [24, 36],
  storm: 60,
  calls: 10,
  operation: (dice, earlier) => nextOfLate(dice, earlier as readonly Operation[]),
};

/** Clocks that jump. */
export const clocks: Ground = { ...ground, hardships: ["skew", "weather"] };

/** So few peers that an index among them leaves the ring. */
export const few: Ground = { ...ground, nodes: [4] };
