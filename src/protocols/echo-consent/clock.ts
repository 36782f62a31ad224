import type { Tick } from "#kernel";
import type { Own, State } from "./parts.ts";

/** A round is two ticks: in the first a node hears, in the second it acts. So nobody acts before all of a round is heard. */
export const ROUND_TICKS = 2;

/** A node's count of rounds: one more once it has acted in this one. */
export const clockOf = (self: Own): Tick => (self.now + 1) >> 1;

/** Sees to it that the node acts in this round, or at once where that has begun; earlier stands. */
export const wakeAt = (round: Tick, state: State, self: Own): void => {
  const { now } = self;
  const next = now + ((now & 1) === 0 ? 1 : ROUND_TICKS);
  const at = Math.max(next, ROUND_TICKS * round - 1);
  if (state.wakesAt !== undefined && state.wakesAt <= at) return;
  state.wakesAt = at;
  self.arm(TICK, at - now);
};

/** Sees to it that the node acts as soon as it may. */
export const wake = (state: State, self: Own): void => wakeAt(0, state, self);

const TICK = { kind: "tick" } as const;
