import { clockOf } from "./clock.ts";
import { beside, connections, distanceFor } from "./neighbours.ts";
import type { Own, State, Vote } from "./parts.ts";
import { ask } from "./requests.ts";
import type { Asked, Wish } from "./requests.ts";
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
  if (connections(state, self) === 0) return;
  const time = clockOf(self);
  const vote: Vote = { kind: "vote", block: entry.block, mask, asks: true, time };
  const isNearest = self.config.targets === "nearest";
  entry.roles.forEach((role, place) => {
    if ((entry.unresolved & role.bit) === 0) return;
    const [token, isFor] = [body.parts[place]?.token ?? 0, (mask & role.bit) !== 0];
    const away = distanceFor(role, time, self);
    wishes.push({ to: beside(role.rank, -away, state, self), vote, token, isFor });
    wishes.push({ to: beside(role.rank, isNearest ? away - 1 : away, state, self), vote, token, isFor });
  });
};
