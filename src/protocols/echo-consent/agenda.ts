import { entryOf } from "#kernel";
import type { Tick } from "#kernel";
import { clockOf, wakeAt } from "./clock.ts";
import type { BlockId, Entry, Own, State } from "./parts.ts";
import { compareBlocks } from "./ring.ts";

/** The names that a node has to look at, by round: a block that nothing befalls is left alone until it has something to do. */
export type Agenda = Map<Tick, BlockId[]>;

/** The round of what never comes: later than all, and still a small integer to the engine. */
export const NEVER: Tick = 0x3fffffff;

/** Sees to it that an entry is looked at by that round. Where it is to be looked at earlier that stands, and it is looked at once. */
export const lookBy = (entry: Entry, round: Tick, state: State, self: Own): void => {
  if (entry.looksAt <= round) return;
  entry.looksAt = round;
  entryOf(state.agenda, round, none).push(entry.block);
  wakeAt(round, state, self);
};

const none = (): BlockId[] => [];

/** Sees to it that an entry is looked at when the node acts next. */
export const lookSoon = (entry: Entry, state: State, self: Own): void => lookBy(entry, clockOf(self) + 1, state, self);

/** Takes what is due off the agenda, in the order of the ring, and sees to it that nothing else is slept through. */
export const takeDue = (state: State, self: Own): readonly Entry[] => {
  const { agenda, pool } = state;
  const [now, due]: [Tick, Entry[]] = [clockOf(self), []];
  let next = NEVER;
  agenda.forEach((names, round) => {
    if (round > now) {
      next = Math.min(next, round);
      return;
    }
    agenda.delete(round);
    for (const name of names) {
      const entry = pool.get(name);
      if (entry === undefined || entry.looksAt > now) continue;
      entry.looksAt = NEVER;
      due.push(entry);
    }
  });
  if (next !== NEVER) wakeAt(next, state, self);
  return due.sort(byPlace);
};

const byPlace = (a: Entry, b: Entry): number => a.place - b.place || compareBlocks(a.block, b.block);
