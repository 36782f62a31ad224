import type { Tick } from "#kernel";
import { everyRole, faultOf, partsMask, refuse } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import type { Block, Came, Entry, Mask, Own, State } from "./parts.ts";
import { block, openEntry, stir } from "./pool.ts";
import { FRESH_STEPS, roundOfStep } from "./rhythm.ts";
import { enlist } from "./spenders.ts";
import { rolesOf } from "./tally.ts";

/** Puts the first body of a name into the pool. One that is misshapen does not come in, and blocks its name where names are free. */
export const admit = (body: Block, came: Came, state: State, self: Own): Entry => {
  const now = clockOf(self);
  const entry = state.pool.get(body.block) ?? openEntry(body.block, now, state, self);
  const fault = faultOf(body, now, self);
  if (fault !== undefined) {
    refuse(state, fault);
    if (fault !== "name") block(entry, "shape");
    return entry;
  }
  entry.body = body;
  entry.came = came;
  entry.unresolved = everyRole(body);
  entry.roles = rolesOf(body, self);
  entry.unvalidated = self.config.validates === "nothing" ? 0 : partsWithParents(body);
  entry.isUpdated = true;
  if (self.config.gate !== "none") enlist(body, state);
  if (self.config.spreads === "reactive") revive(entry, now);
  stir(entry, state, self);
  return entry;
};

/** Under reactive rules a block is as old as its body is here, and whatever blocked its bare name is forgotten. */
const revive = (entry: Entry, now: Tick): void => {
  entry.phase = "pending";
  entry.because = undefined;
  entry.born = now;
  entry.asksAt = roundOfStep(entry, FRESH_STEPS, now + 1);
};

const partsWithParents = (body: Block): Mask => {
  let mask = partsMask(body);
  body.parts.forEach(({ last }, part) => {
    if (last === 0) mask &= ~(1 << part);
  });
  return mask;
};
