import type { NodeId } from "#kernel";
import { PARTS_MAX, WITNESS, everyRole, hasBit } from "./blocks.ts";
import { connectedTo, isConnected, isWithin, rangeOf } from "./neighbours.ts";
import type { Connected, Range } from "./neighbours.ts";
import type { Block, Entry, Mask, Own, State } from "./parts.ts";
import { spotOfBlock, spotOfToken } from "./ring.ts";
import type { Spot } from "./ring.ts";

/** Where the voters of a role live: near its token, or near the block for the witnesses. */
export const spotOfRole = ({ block, parts }: Block, role: number): Spot =>
  role === PARTS_MAX ? spotOfBlock(block) : spotOfToken(parts[role]!.token);

/** The roles that this mask has bits for, the witnesses last. */
export const rolesIn = (mask: Mask): number[] => {
  const roles: number[] = [];
  for (let role = 0; role <= PARTS_MAX; role++) if (hasBit(mask, role)) roles.push(role);
  return roles;
};

/** Counts the votes of every role anew. One's own opinion is never counted. */
export const tally = (entry: Entry, body: Block, state: State, self: Own): void => {
  const connected = connectedTo(state, self);
  entry.isUpdated = false;
  entry.unresolved = everyRole(body);
  for (let part = 0; part < body.parts.length; part++)
    if (isSettled(balanceOf(entry, part, rangeOf(spotOfRole(body, part), connected, self), connected, self), self))
      entry.unresolved &= ~(1 << part);
  const near = rangeOf(spotOfRole(body, PARTS_MAX), connected, self);
  if (witnessesOf(entry, near, connected, self) > self.config.threshold) entry.unresolved &= ~WITNESS;
};

/** The balance of a part as its votes are now. */
export const balanceNow = (entry: Entry, body: Block, part: number, state: State, self: Own): number => {
  const connected = connectedTo(state, self);
  return balanceOf(entry, part, rangeOf(spotOfRole(body, part), connected, self), connected, self);
};

const isSettled = (balance: number, { config }: Own): boolean =>
  balance > config.threshold || (config.settles === "either-way" && balance < -config.threshold);

/** Votes for a part less those against it, by voters near its token. */
const balanceOf = ({ votes }: Entry, part: number, range: Range, connected: Connected, self: Own): number => {
  let balance = 0;
  for (const [voter, { mask }] of votes) if (isCounted(voter, range, connected, self)) balance += hasBit(mask, part) ? 1 : -1;
  return balance;
};

/** Voters near the block, whatever they said. */
const witnessesOf = ({ votes }: Entry, range: Range, connected: Connected, self: Own): number => {
  let count = 0;
  for (const voter of votes.keys()) if (isCounted(voter, range, connected, self)) count++;
  return count;
};

const isCounted = (voter: NodeId, range: Range, connected: Connected, { config }: Own): boolean =>
  isWithin(voter, range) && (config.counts === "all" || isConnected(voter, connected));

/** The voters that were counted for a part, by what they said: what an oracle may count again. */
export const votersOf = (
  entry: Entry,
  body: Block,
  part: number,
  state: State,
  self: Own,
): { readonly yes: NodeId[]; readonly no: NodeId[] } => {
  const connected = connectedTo(state, self);
  const range = rangeOf(spotOfRole(body, part), connected, self);
  const [yes, no]: [NodeId[], NodeId[]] = [[], []];
  for (const [voter, { mask }] of entry.votes) if (isCounted(voter, range, connected, self)) (hasBit(mask, part) ? yes : no).push(voter);
  return { yes: yes.sort(byNumber), no: no.sort(byNumber) };
};

const byNumber = (a: NodeId, b: NodeId): number => a - b;
