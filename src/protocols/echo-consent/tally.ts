import type { NodeId } from "#kernel";
import { thresholdOf } from "./answered.ts";
import { rangeInArc } from "./arcs.ts";
import { maskOf, voterOf } from "./ballots.ts";
import { PARTS_MAX, WITNESS, YES, everyRole } from "./blocks.ts";
import { isSettledByGroups } from "./groups.ts";
import { isConnected, isWithin, rangeAt, votersIn } from "./neighbours.ts";
import type { Range } from "./neighbours.ts";
import type { Block, Entry, Own, Role, State } from "./parts.ts";
import { rankOf, spotOfBlock, spotOfToken } from "./ring.ts";
import type { Rules } from "./rules.ts";
import type { Spot } from "./ring.ts";

/** The places by which voters are near: that of each part's token, and last that of the block, for its witnesses. */
export const spotsOf = ({ block, parts }: Block): readonly Spot[] => [...parts.map(({ token }) => spotOfToken(token)), spotOfBlock(block)];

/** The roles of a block, none of them settled. */
export const rolesOf = (body: Block, self: Own): readonly Role[] =>
  spotsOf(body).map((spot, place) => ({
    bit: 1 << (place < body.parts.length ? place : PARTS_MAX),
    rank: rankOf(spot, self.nodes),
    low: spot.low | 0,
    from: 0,
    to: 0,
    among: -1,
  }));

/** Counts the votes of every role anew. One's own opinion is never counted. */
export const tally = (entry: Entry, body: Block, state: State, self: Own): void => {
  entry.isUpdated = false;
  entry.unresolved = everyRole(body);
  for (const role of entry.roles) if (isSettled(entry, role, state, self)) entry.unresolved &= ~role.bit;
};

const isSettled = (entry: Entry, role: Role, state: State, self: Own): boolean => {
  const { groups, settles } = self.config;
  if (groups > 0) return isSettledByGroups(entry, role, votersIn(rangeOf(role, state, self), state, self), self);
  return isClear(role, balanceOf(entry, role, state, self), thresholdOf(state, self), settles);
};

const isClear = ({ bit }: Role, balance: number, threshold: number, settles: Rules["settles"]): boolean =>
  balance > threshold || (settles === "either-way" && bit !== WITNESS && balance < -threshold);

/** Votes for a part less those against it, by voters near its token; for the witnesses, how many near the block have spoken. */
export const balanceOf = ({ votes }: Entry, role: Role, state: State, self: Own): number => {
  const { bit } = role;
  const range = rangeOf(role, state, self);
  let balance = 0;
  for (const ballot of votes)
    if (isCounted(voterOf(ballot), range, state, self)) balance += bit === WITNESS || (maskOf(ballot) & bit) !== 0 ? 1 : -1;
  return balance;
};

/** The range of a role stays what it is until somebody is connected. */
export const rangeOf = (role: Role, state: State, self: Own): Range => {
  const among = state.strangers.length;
  if (role.among === among) return role;
  const { from, to } = self.config.arcs > 1 ? rangeInArc(role.rank, state, self) : rangeAt(role.rank, state, self);
  [role.from, role.to, role.among] = [from, to, among];
  return role;
};

const isCounted = (voter: NodeId, range: Range, state: State, self: Own): boolean =>
  isWithin(voter, range) && (self.config.counts === "all" || isConnected(voter, state, self));

/** The voters that were counted for a role, by what they said: what an oracle may count again. */
export const votersOf = (entry: Entry, role: Role, state: State, self: Own): Voters => {
  const { bit } = role;
  const range = rangeOf(role, state, self);
  const voters: Voters = { yes: [], no: [], whole: [] };
  for (const ballot of entry.votes) {
    const [voter, mask] = [voterOf(ballot), maskOf(ballot)];
    if (!isCounted(voter, range, state, self)) continue;
    ((mask & bit) === 0 ? voters.no : voters.yes).push(voter);
    if (mask === YES) voters.whole.push(voter);
  }
  return voters;
};

/** Some of those for it said yes to the whole block, because they have committed it: to parts of which they know nothing too. */
type Voters = { readonly yes: NodeId[]; readonly no: NodeId[]; readonly whole: NodeId[] };
