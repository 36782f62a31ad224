import type { Tick } from "#kernel";
import { NEVER, lookBy, lookSoon, takeDue } from "./agenda.ts";
import { thresholdOf } from "./answered.ts";
import { NO, WITNESS } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import { wordOfGroup } from "./groups.ts";
import { beside, isAlone } from "./neighbours.ts";
import type { Entry, Own, State, Vote } from "./parts.ts";
import { askersOf } from "./ballots.ts";
import { COOL_DOWN } from "./judge.ts";
import { dropAll, endOf, isOld } from "./expiry.ts";
import { giveUp } from "./repeating.ts";
import { PAIR_STEPS, roundOfStep } from "./rhythm.ts";
import { spendersOf } from "./spenders.ts";
import { ask } from "./requests.ts";
import type { Asked, Wish } from "./requests.ts";
import { compareBlocks } from "./ring.ts";
import { seek } from "./seek.ts";
import { balanceOf } from "./tally.ts";
import { chosenFor } from "./targets.ts";
import { yesFor } from "./votes.ts";
import { work } from "./work.ts";
import type { Judged } from "./work.ts";

/** A role is polled for pair by pair, outward, and then from the nearest again. */
const PAIRS = 4;

/** A tick of the reactive rules: what commits is told to all who asked, a missing body is asked for again, and open roles are polled for. */
export const react = (state: State, self: Own): void => {
  const [queries, wishes]: [Asked[], Wish[]] = [[], []];
  const entries = takeYoung(state, self);
  const open = entries.filter(({ phase }) => phase === "pending");
  for (const entry of open) if (entry.body === undefined) seek(entry, queries, state, self);
  for (const judged of work(open, queries, state, self)) step(judged, wishes, state, self);
  for (const entry of open) if (entry.phase === "commit") push(entry, state, self);
  for (const entry of entries) {
    if (entry.phase !== "pending" && entry.body !== undefined) lighten(entry);
    lookBy(entry, nextOf(entry, self), state, self);
  }
  ask(wishes, queries, state, self);
};

/** What is due and has not grown too old. */
const takeYoung = (state: State, self: Own): readonly Entry[] => {
  const due = takeDue(state, self);
  const now = clockOf(self);
  const old = due.filter((entry) => isOld(entry, now, self));
  if (old.length === 0) return due;
  giveUp(dropAll(old, state, self), state, self);
  return due.filter((entry) => !isOld(entry, now, self));
};

/** What is settled is never tallied again: its votes and roles would only fill the memory. */
const lighten = (entry: Entry): void => {
  entry.votes.length = 0;
  entry.roles = [];
};

/** When an entry has something to do again, unless a step is due earlier: a body to ask for, a parent, or to leave the pool. */
const nextOf = (entry: Entry, self: Own): Tick => {
  const { phase, body, looksAt, unvalidated, askedAt } = entry;
  const [soon, end] = [clockOf(self) + 1, endOf(entry, self.config)];
  if (phase !== "pending") return end;
  if (body === undefined || unvalidated !== 0) return soon;
  return looksAt === NEVER ? Math.min(end, Math.max(soon, askedAt + COOL_DOWN)) : end;
};

/** Tells everybody who asked that a block has committed, and that a lower rival has not; and who spends the same tokens is judged anew. */
const push = (entry: Entry, state: State, self: Own): void => {
  const time = clockOf(self);
  const vote: Vote = { kind: "vote", block: entry.block, mask: yesFor(state, entry.block, self), asks: false, time };
  const against: Vote = { kind: "vote", block: entry.rival, mask: NO, asks: false, time };
  const isBelow = entry.rival !== 0 && compareBlocks(entry.rival, entry.block) < 0;
  for (const voter of askersOf(entry.votes)) {
    self.send(voter, vote);
    if (isBelow) self.send(voter, against);
  }
  for (const spender of spendersOf(entry.body!, state)) if (spender.phase === "pending") lookSoon(spender, state, self);
};

/** Polls for every open role, where the next pair is due. While a part is voted down nobody is asked about it. */
const step = ({ entry, body, mask }: Judged, wishes: Wish[], state: State, self: Own): void => {
  const time = clockOf(self);
  if (time >= entry.asksAt && !isAlone(state, self)) {
    const said = self.config.groups === 0 ? mask : wordOfGroup(entry, body, mask, state, self);
    const vote: Vote = { kind: "vote", block: entry.block, mask: said, asks: true, time };
    entry.roles.forEach((role, place) => {
      if ((entry.unresolved & role.bit) === 0) return;
      if (role.bit !== WITNESS && balanceOf(entry, role, state, self) < -thresholdOf(state, self)) return;
      const [token, isFor] = [body.parts[place]?.token ?? 0, (mask & role.bit) !== 0];
      const turn = [entry.pair, -entry.pair - 1].map((steps) => beside(role.rank, steps, state, self));
      for (const to of chosenFor(entry, role, turn, state, self)) wishes.push({ to, vote, token, isFor });
    });
    entry.pair = (entry.pair + 1) % PAIRS;
    entry.asksAt = roundOfStep(entry, PAIR_STEPS, time + 1);
  }
  lookBy(entry, entry.asksAt, state, self);
};
