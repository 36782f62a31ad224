import { PARTS_MAX, hasBit } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import { connectedTo, targetsOf } from "./neighbours.ts";
import type { Own, State, Vote } from "./parts.ts";
import { ask } from "./requests.ts";
import type { Asked, Wish } from "./requests.ts";
import { rolesIn, spotOfRole } from "./tally.ts";
import { work } from "./work.ts";
import type { Judged } from "./work.ts";

/** A tick of the first versions: whatever has its votes commits, and for all else two peers near each open role are asked for theirs. */
export const poll = (state: State, self: Own): void => {
  const wishes: Wish[] = [];
  const queries: Asked[] = [];
  for (const judged of work(state, queries, self)) wish(judged, wishes, state, self);
  ask(wishes, queries, self);
};

/** One vote for the whole block, whichever role it is asked for. */
const wish = ({ entry, body, mask }: Judged, wishes: Wish[], state: State, self: Own): void => {
  const time = clockOf(self);
  const connected = connectedTo(state, self);
  const vote: Vote = { kind: "vote", block: entry.block, mask, asks: true, time };
  for (const role of rolesIn(entry.unresolved)) {
    const isFor = role < PARTS_MAX && hasBit(mask, role);
    for (const to of targetsOf(spotOfRole(body, role), time, connected, self)) wishes.push({ to, vote, isFor });
  }
};
