import type { NodeId, Tick } from "#kernel";
import { entryOf } from "#kernel";
import type { Aside } from "./aside.ts";
import { clockOf } from "./clock.ts";
import type { BlockId, Own, State } from "./parts.ts";

/** Rounds within which a request for a vote is answered, or it counts as missed. */
const IN_TIME = 10;
/** Of so many requests a node remembers how they went; beyond that, the older ones weigh half. */
const MEMORY = 32;
/** Of a hundred requests answered: below the first the threshold falls by one, above the second it rises. */
const [FEW, NEARLY_ALL] = [60, 90];

/** Who is asked again before the answer is due has been asked once. */
export const markAsked = (to: NodeId, block: BlockId, { asked }: Aside, self: Own): void => {
  const waiting = entryOf(asked, block, nobody);
  if (!waiting.has(to)) waiting.set(to, clockOf(self));
};

const nobody = (): Map<NodeId, Tick> => new Map();

/** Any word on the block is an answer. */
export const markAnswered = (from: NodeId, block: BlockId, aside: Aside): void => {
  const waiting = aside.asked.get(block);
  if (waiting?.delete(from) !== true) return;
  if (waiting.size === 0) aside.asked.delete(block);
  aside.answered++;
  fade(aside);
};

/** What has not been answered in time has been missed. */
export const missOverdue = (aside: Aside, self: Own): void => {
  const { asked } = aside;
  const due = clockOf(self) - IN_TIME;
  for (const [block, waiting] of asked) {
    for (const [peer, at] of waiting) if (at < due && waiting.delete(peer)) aside.missed++;
    if (waiting.size === 0) asked.delete(block);
  }
  fade(aside);
};

const fade = (aside: Aside): void => {
  while (aside.answered + aside.missed > MEMORY) [aside.answered, aside.missed] = [aside.answered >> 1, aside.missed >> 1];
};

/** The threshold of this node now: that of its rules, or one beside it, and never below one. */
export const thresholdOf = ({ aside }: State, { config: { threshold, adapts } }: Own): number => {
  if (adapts === "never" || aside === undefined) return threshold;
  const { answered, missed } = aside;
  const all = answered + missed;
  if (100 * answered < FEW * all) return Math.max(1, threshold - 1);
  return 100 * answered > NEARLY_ALL * all ? threshold + 1 : threshold;
};
