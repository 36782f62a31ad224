import type { NodeId } from "#kernel";
import type { Aside } from "./aside.ts";
import { refuse } from "./blocks.ts";
import { ROUND_TICKS } from "./clock.ts";
import type { Own, State } from "./parts.ts";

/** Whether one more message of this sender is taken in this round. Those beyond the bound are counted, and nothing else comes of them. */
export const takesIn = (from: NodeId, aside: Aside, state: State, self: Own): boolean => {
  const { takesMax, pressedAt } = self.config;
  if (takesMax + pressedAt === 0) return true;
  turn(aside, self);
  aside.heard++;
  const count = (aside.heardFrom.get(from) ?? 0) + 1;
  if (takesMax > 0 && count > takesMax) {
    refuse(state, "rate");
    return false;
  }
  aside.heardFrom.set(from, count);
  return true;
};

/** Whether so many messages came in this round that a node does well to ask for less. */
export const isPressed = (aside: Aside, self: Own): boolean => {
  const { pressedAt } = self.config;
  if (pressedAt === 0) return false;
  turn(aside, self);
  return aside.heard > pressedAt;
};

/** Counting begins anew with every round. */
const turn = (aside: Aside, { now }: Own): void => {
  const round = Math.floor(now / ROUND_TICKS);
  if (aside.round === round) return;
  [aside.round, aside.heard] = [round, 0];
  aside.heardFrom.clear();
};
