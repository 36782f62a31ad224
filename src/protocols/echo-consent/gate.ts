import type { NodeId } from "#kernel";
import { areSiblings } from "./blocks.ts";
import { askersOf } from "./ballots.ts";
import { clockOf } from "./clock.ts";
import { closestTo } from "./neighbours.ts";
import type { Block, BlockId, Entry, Own, State } from "./parts.ts";
import { block } from "./pool.ts";
import { hurry } from "./rhythm.ts";
import { compareBlocks } from "./ring.ts";
import { spendersOf } from "./spenders.ts";
import { spotsOf } from "./tally.ts";

/** Peers near each role that hear of the end of a block. */
const LAST_WAVE = 4;

/** A block just learnt makes lower siblings give way, and gives way itself to a higher one, whose body it hands back. */
export const meetSiblings = (entry: Entry, body: Block, told: Set<NodeId>, state: State, self: Own): Block | undefined => {
  const { higher, lower } = siblingsOf(body, state, self);
  for (const sibling of lower) {
    contest(entry, sibling.block, self);
    contest(sibling, body.block, self);
    suppress(sibling, told, state, self);
  }
  if (higher === undefined) return undefined;
  contest(entry, higher.block, self);
  block(entry, "sibling");
  return higher;
};

/** Remembers the highest of those that spend the same. */
const contest = (entry: Entry, rival: BlockId, self: Own): void => {
  if (entry.rival === 0 || compareBlocks(rival, entry.rival) > 0) hurry(entry, rival, clockOf(self) + 1);
};

/** The blocks that spend the same: the highest of those above, and all below. */
interface Siblings {
  readonly higher: Block | undefined;
  readonly lower: readonly Entry[];
}

/** Looks among the bodies in the pool; a sibling that has committed and left it is looked for only where rules care for late ones. */
const siblingsOf = (body: Block, state: State, self: Own): Siblings => {
  const lower: Entry[] = [];
  let higher: Block | undefined = undefined;
  for (const entry of spendersOf(body, state)) {
    if (!areSiblings(entry.body!, body)) continue;
    const isAbove = compareBlocks(entry.block, body.block) > 0 || (self.config.late === "blocked" && entry.phase === "commit");
    if (!isAbove) lower.push(entry);
    else if (higher === undefined || compareBlocks(entry.block, higher.block) > 0) higher = entry.body;
  }
  return { higher: higher ?? (self.config.late === "blocked" ? committedSibling(body, state) : undefined), lower };
};

/** The block that this node has committed instead of one that spends the same. */
export const committedSibling = (body: Block, { tokens, blocks }: State): Block | undefined => {
  for (const { token } of body.parts) {
    const held = blocks.get(tokens.get(token)?.block ?? 0);
    if (held !== undefined && areSiblings(held, body)) return held;
  }
  return undefined;
};

/** What is still open gives way, and they have to hear of it who wait for a vote or live near a role. */
const suppress = (sibling: Entry, told: Set<NodeId>, state: State, self: Own): void => {
  const { body } = sibling;
  if (sibling.phase !== "pending" || body === undefined) return;
  block(sibling, "sibling");
  for (const voter of askersOf(sibling.votes)) told.add(voter);
  for (const spot of spotsOf(body)) for (const peer of closestTo(spot, LAST_WAVE, state, self)) told.add(peer);
};
