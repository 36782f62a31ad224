import type { NodeId } from "#kernel";
import { areSiblings } from "./blocks.ts";
import { closestTo } from "./neighbours.ts";
import type { Block, BlockId, Entry, Own, State } from "./parts.ts";
import { block } from "./pool.ts";
import { compareBlocks } from "./ring.ts";
import { spotsOf } from "./tally.ts";

/** Peers near each role that hear of the end of a block. */
const LAST_WAVE = 4;

/** The blocks that spend the same: the highest of those above, and all below. */
export interface Siblings {
  readonly higher: Block | undefined;
  readonly lower: readonly Entry[];
}

/** Looks among the bodies in the pool; a sibling that has committed and left it is looked for only where rules care for late ones. */
export const siblingsOf = (body: Block, state: State, self: Own): Siblings => {
  const lower: Entry[] = [];
  let higher: Block | undefined = undefined;
  for (const entry of state.pool.values()) {
    if (entry.body === undefined || !areSiblings(entry.body, body)) continue;
    const isAbove = compareBlocks(entry.block, body.block) > 0 || (self.config.late === "blocked" && entry.phase === "commit");
    if (!isAbove) lower.push(entry);
    else if (higher === undefined || compareBlocks(entry.block, higher.block) > 0) higher = entry.body;
  }
  return { higher: higher ?? (self.config.late === "blocked" ? committedSibling(body, state) : undefined), lower };
};

const committedSibling = (body: Block, { tokens, blocks }: State): Block | undefined => {
  for (const { token } of body.parts) {
    const held = blocks.get(tokens.get(token)?.block ?? 0);
    if (held !== undefined && areSiblings(held, body)) return held;
  }
  return undefined;
};

/** A higher sibling is known: what is still open gives way, and they have to hear of it who wait for a vote or live near a role. */
export const suppress = (sibling: Entry, rival: BlockId, told: Set<NodeId>, state: State, self: Own): void => {
  if (sibling.rival === 0 || compareBlocks(rival, sibling.rival) > 0) sibling.rival = rival;
  const { body } = sibling;
  if (sibling.phase !== "pending" || body === undefined) return;
  block(sibling, "sibling");
  for (const [voter, { asks }] of sibling.votes) if (asks) told.add(voter);
  for (const spot of spotsOf(body)) for (const peer of closestTo(spot, LAST_WAVE, state, self)) told.add(peer);
};
