import type { NodeId } from "#kernel";
import { maskOf, voterOf } from "./ballots.ts";
import { hasBit, opinionOf, partsMask, refuse } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import { historyOf } from "./commit.ts";
import { AS_PARENT, TO_VALIDATE, queryFor } from "./fetch.ts";
import { routeOf } from "./neighbours.ts";
import type { Block, Entry, Mask, Own, State } from "./parts.ts";
import { block, bodyOf } from "./pool.ts";
import { asking } from "./requests.ts";
import type { Asked } from "./requests.ts";
import { spotOfBlock } from "./ring.ts";

/** Rounds for which a predecessor is not asked for again, where bodies are asked for again at all. */
export const COOL_DOWN = 5;

/** What this node holds of a body now; nothing where a parent is awaited. What it lacks to judge, it asks for. */
export const judge = (entry: Entry, body: Block, queries: Asked[], state: State, self: Own): Mask | undefined => {
  if (self.config.times === "younger" && isTooOld(body, state)) {
    refuse(state, "shape");
    block(entry, "shape");
    return undefined;
  }
  if (self.config.late === "blocked" && isTaken(body, state)) {
    block(entry, "sibling");
    return undefined;
  }
  if (entry.unvalidated !== 0) validate(entry, body, queries, state, self);
  const mask = opinionOf(body, state);
  const isAwaiting = self.config.parents === "awaited" && mask !== partsMask(body);
  return isAwaiting && isOutOfTurn(entry, body, queries, state, self) ? undefined : mask;
};

const isTooOld = ({ parts, time }: Block, { tokens }: State): boolean =>
  parts.some(({ token, last }) => {
    const held = tokens.get(token);
    return held !== undefined && held.block === last && held.time >= time;
  });

/** Whether the place of a block in the history of a token is another's for good. */
const isTaken = (body: Block, state: State): boolean =>
  body.parts.some(({ token, last }) => {
    const held = state.tokens.get(token);
    if (held === undefined || held.block === last) return false;
    return historyOf(token, state).some(
      (one) => one.block !== body.block && one.parts.some((part) => part.token === token && part.last === last),
    );
  });

/** Whether a token stands at another block than the parent. Then the parent is asked for, though it be nobody's, or here already. */
const isOutOfTurn = (entry: Entry, body: Block, queries: Asked[], state: State, self: Own): boolean => {
  let isOut = false;
  for (let part = 0; part < body.parts.length; part++) {
    const { token, last } = body.parts[part]!;
    const held = state.tokens.get(token);
    if (held === undefined || held.block === last) continue;
    isOut = true;
    if (self.config.fetches === "once" || isCool(entry, self))
      queries.push(...asking(whomToAsk(entry, part, last, state, self), queryFor(last, AS_PARENT, self)));
  }
  return isOut;
};

const isCool = (entry: Entry, self: Own): boolean => {
  const now = clockOf(self);
  if (entry.askedAt >= 0 && now < entry.askedAt + COOL_DOWN) return false;
  entry.askedAt = now;
  return true;
};

/** Who votes for a part has its parent; else whoever lives near it. */
const whomToAsk = ({ votes }: Entry, part: number, last: number, state: State, self: Own): NodeId | undefined => {
  if (self.config.fetches !== "once") {
    const best = votes.find((ballot) => hasBit(maskOf(ballot), part));
    if (best !== undefined) return voterOf(best);
  }
  return routeOf(spotOfBlock(last), clockOf(self), state, self);
};

/** Checks the parts whose parents have come, and asks for the others. */
const validate = (entry: Entry, body: Block, queries: Asked[], state: State, self: Own): void => {
  for (let part = 0; part < body.parts.length; part++) {
    if (!hasBit(entry.unvalidated, part)) continue;
    const { token, last, signature } = body.parts[part]!;
    const parent = bodyOf(state, last);
    if (parent === undefined) {
      const wanted = self.config.validatesBy === "parent" ? last : body.block;
      queries.push(...asking(routeOf(spotOfBlock(wanted), clockOf(self), state, self), queryFor(wanted, TO_VALIDATE, self)));
      continue;
    }
    if (self.config.vouches === "first" && body.parts.findIndex((one) => one.last === last) < part) continue;
    const before = parent.parts.find((one) => one.token === token);
    if (before === undefined || before.key !== signature || (self.config.times === "younger" && parent.time >= body.time)) {
      refuse(state, "shape");
      return block(entry, "shape");
    }
    entry.unvalidated &= ~(1 << part);
  }
};
