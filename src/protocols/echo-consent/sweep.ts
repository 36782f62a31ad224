import { NO, WITNESS, YES } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import { FOR_POOL, queryFor } from "./fetch.ts";
import { beside, connections, routeOf } from "./neighbours.ts";
import type { Entry, Own, State, Vote } from "./parts.ts";
import { askersOf, latestAsker } from "./ballots.ts";
import { openIn } from "./pool.ts";
import { ask, asking } from "./requests.ts";
import type { Asked, Wish } from "./requests.ts";
import { compareBlocks, spotOfBlock } from "./ring.ts";
import { balanceOf } from "./tally.ts";
import { work } from "./work.ts";
import type { Judged } from "./work.ts";

/** A role is polled for pair by pair, outward: four pairs, one every third step, then from the nearest again. */
const SWEEP = 12;
const PAIR_STEPS = 3;
/** Rounds between two steps for a block that nobody contests. */
const CALM_ROUNDS = 3;

/** A tick of the reactive rules: what commits is told to all who asked, a missing body is asked for again, and open roles are polled for. */
export const react = (state: State, self: Own): void => {
  const queries: Asked[] = [];
  const wishes: Wish[] = [];
  const entries = openIn(state);
  for (const entry of entries) if (entry.body === undefined) seek(entry, queries, state, self);
  for (const judged of work(entries, queries, state, self)) step(judged, wishes, state, self);
  for (const entry of entries) if (entry.phase === "commit") push(entry, self);
  ask(wishes, queries, self);
};

/** Asks whoever spoke last of those that wait for an answer, for they have the body; else whoever lives near it. */
const seek = (entry: Entry, queries: Asked[], state: State, self: Own): void => {
  const to = latestAsker(entry.votes) ?? routeOf(spotOfBlock(entry.block), clockOf(self), state, self);
  queries.push(...asking(to, queryFor(entry.block, FOR_POOL, self)));
};

/** Tells everybody who asked that a block has committed, and that a lower rival has not. */
const push = (entry: Entry, self: Own): void => {
  const time = clockOf(self);
  const vote: Vote = { kind: "vote", block: entry.block, mask: YES, asks: false, time };
  const against: Vote = { kind: "vote", block: entry.rival, mask: NO, asks: false, time };
  const isBelow = entry.rival !== 0 && compareBlocks(entry.rival, entry.block) < 0;
  for (const voter of askersOf(entry.votes)) {
    self.send(voter, vote);
    if (isBelow) self.send(voter, against);
  }
};

/** One step of the polling of every open role. A contested block takes one every round, another every third. */
const step = ({ entry, body, mask }: Judged, wishes: Wish[], state: State, self: Own): void => {
  const time = clockOf(self);
  if (entry.rival === 0 && time % CALM_ROUNDS !== 0) return;
  if (connections(state, self) === 0) return;
  const vote: Vote = { kind: "vote", block: entry.block, mask, asks: true, time };
  entry.roles.forEach((role, place) => {
    if ((entry.unresolved & role.bit) === 0) return;
    const at = role.sweep;
    role.sweep = (at + 1) % SWEEP;
    if (at % PAIR_STEPS !== 0) return;
    if (role.bit !== WITNESS && balanceOf(entry, role, state, self) < -self.config.threshold) return;
    const [token, isFor] = [body.parts[place]?.token ?? 0, (mask & role.bit) !== 0];
    for (const steps of [at / PAIR_STEPS, -at / PAIR_STEPS - 1])
      wishes.push({ to: beside(role.rank, steps, state, self), vote, token, isFor });
  });
};
