import type { Aside } from "./aside.ts";
import { clockOf, wakeAt } from "./clock.ts";
import type { Entry, Own, State } from "./parts.ts";
import { drop } from "./pool.ts";
import { giveUp } from "./repeating.ts";

/** What has been settled for long enough leaves the pool. What was blocked is known by its name until it would have grown too old. */
export const prune = (aside: Aside, state: State, self: Own): void => {
  const { keeps, lifetime } = self.config;
  if (keeps === 0) return;
  const { settled, gone } = aside;
  const now = clockOf(self);
  const late: Entry[] = [];
  for (const name of settled.keys()) if (!state.pool.has(name)) settled.delete(name);
  for (const [name, born] of gone) if (now >= born + lifetime) gone.delete(name);
  for (const entry of state.pool.values()) {
    if (entry.phase === "pending") continue;
    const since = settled.get(entry.block) ?? now;
    settled.set(entry.block, since);
    wakeAt(since + keeps, state, self);
    if (now < since + keeps) continue;
    drop(entry, state);
    settled.delete(entry.block);
    if (entry.phase === "commit") continue;
    gone.set(entry.block, entry.born);
    if (entry.call !== undefined) late.push(entry);
  }
  for (const born of gone.values()) wakeAt(born + lifetime, state, self);
  giveUp(late, state, self);
};
