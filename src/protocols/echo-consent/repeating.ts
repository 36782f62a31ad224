import { nameOf } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import { committedSibling } from "./gate.ts";
import { takeIn } from "./intake.ts";
import type { Block, Entry, Own, State } from "./parts.ts";
import { tellExpired } from "./expiry.ts";

/** What grew too old at its owner is handed in again as often as the rules say; then its client hears of it, where the rules say so. */
export const giveUp = (late: readonly Entry[], state: State, self: Own): void => {
  if (late.length === 0) return;
  const lost = self.config.repeats === 0 ? late : inOrder(late).filter((entry) => !isRepeated(entry, state, self));
  if (self.config.expires === "told") tellExpired(lost, self);
};

const inOrder = (late: readonly Entry[]): readonly Entry[] => late.toSorted((a, b) => a.block - b.block);

/** The same change under a new name. Nobody can tell whether the old name is dead elsewhere too: this makes siblings of one intent. */
const isRepeated = ({ block, body, call, because }: Entry, state: State, self: Own): boolean => {
  const times = call === undefined ? Infinity : (state.aside!.repeated.get(call) ?? 0);
  const isOpen = because === undefined || because === "timeout";
  if (body === undefined || call === undefined || !isOpen || times >= self.config.repeats) return false;
  if (committedSibling(body, state) !== undefined) return false;
  state.aside!.repeated.set(call, times + 1);
  const again = renamed(body, self.below(NAMES, "repeat", block), self);
  // It is in the place of what grew too old, and needs no other.
  takeIn(again, { came: "submitted", call }, state, self);
  return true;
};

const NAMES = 2 ** 30;

const renamed = ({ parts }: Block, name: number, self: Own): Block => {
  const body = { time: clockOf(self), parts };
  return { ...body, block: self.config.names === "bound" ? nameOf(body) : 1 + name };
};
