import { clockOf } from "./clock.ts";
import { wordOfGroup } from "./groups.ts";
import { beside, isAlone, distanceFor } from "./neighbours.ts";
import type { Own, State, Vote } from "./parts.ts";
import { openIn } from "./open.ts";
import { ask } from "./requests.ts";
import type { Asked, Wish } from "./requests.ts";
import { seek } from "./seek.ts";
import { chosenFor } from "./targets.ts";
import { work } from "./work.ts";
import type { Judged } from "./work.ts";

/** A tick of the first versions: whatever has its votes commits, and for all else two peers near each open role are asked for theirs. */
export const poll = (state: State, self: Own): void => {
  const queries: Asked[] = [];
  const entries = openIn(state);
  const open = work(entries, queries, state, self);
  if (isAlone(state, self)) return;
  if (self.config.fetches !== "once") for (const entry of entries) if (entry.body === undefined) seek(entry, queries, state, self);
  const wishes: Wish[] = [];
  for (const judged of open) wish(judged, wishes, state, self);
  ask(wishes, queries, state, self);
};

/** One vote for the whole block, whichever role it is asked for. Where nothing is favoured or held together it goes out at once. */
const wish = ({ entry, body, mask }: Judged, wishes: Wish[], state: State, self: Own): void => {
  const { favours, batches } = self.config;
  const time = clockOf(self);
  const said = self.config.groups === 0 ? mask : wordOfGroup(entry, body, mask, state, self);
  const vote: Vote = { kind: "vote", block: entry.block, mask: said, asks: true, time };
  for (let place = 0; place < entry.roles.length; place++) {
    const role = entry.roles[place]!;
    if ((entry.unresolved & role.bit) === 0) continue;
    const away = distanceFor(role, time, self);
    // As many steps up as down, though those above are counted from 0: whoever is next above is never asked.
    const low = beside(role.rank, -away, state, self);
    const high = beside(role.rank, away, state, self);
    if (favours === "all" && batches === "none" && state.aside === undefined) {
      self.send(low, vote);
      self.send(high, vote);
    } else {
      const [token, isFor] = [body.parts[place]?.token ?? 0, (mask & role.bit) !== 0];
      for (const to of chosenFor(entry, role, [low, high], state, self)) wishes.push({ to, vote, token, isFor });
    }
  }
};
