import type { NodeId } from "#kernel";
import { refuse } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import { beside, isAlone, distanceFor, isConnected, routeOf } from "./neighbours.ts";
import type { BlockId, Own, Query, Referral, State } from "./parts.ts";
import { bodyOf } from "./pool.ts";
import { rankOf, spotOfBlock } from "./ring.ts";

/** What a body is wanted for. */
export const FOR_POOL = 2;
export const AS_PARENT = 3;
export const TO_VALIDATE = 4;
export const USES = [FOR_POOL, AS_PARENT, TO_VALIDATE] as const;
type Use = (typeof USES)[number];

/** Answers a query for nobody else. */
export const SENDER: NodeId = -1;
/** Rounds after which the secret behind keyed tickets changes; the one before it still counts. */
const SECRET_ROUNDS = 100;

/** The ticket by which an answer is known: one that all can work out, or one that takes a secret. */
const ticketOf = (block: BlockId, use: Use, epoch: number, self: Own): number =>
  self.config.tickets === "guessable" ? guessedTicket(block, use) : 1 + self.below(TICKETS, "ticket", block, use, epoch);

/** What anybody can work out, a liar too. */
export const guessedTicket = (block: BlockId, use: Use): number => ((spotOfBlock(block).low ^ use) >>> 0) & TICKET;

const TICKETS = 0x100000;
/** A ticket is a small integer, as all is that messages carry. */
const TICKET = 0x3fffffff;

const epochOf = (self: Own): number => Math.floor(clockOf(self) / SECRET_ROUNDS);

/** Whether this node has asked for the body under that ticket, as far as it can tell. */
export const isOwnTicket = (ticket: number, block: BlockId, use: Use, self: Own): boolean => {
  const epoch = epochOf(self);
  return ticket === ticketOf(block, use, epoch, self) || ticket === ticketOf(block, use, epoch - 1, self);
};

/** What to say to get a body. */
export const queryFor = (block: BlockId, use: Use, self: Own): Query => ({
  kind: "query",
  block,
  target: SENDER,
  ticket: ticketOf(block, use, epochOf(self), self),
  time: clockOf(self),
});

/** A body is sent to whoever wants it; who lacks it tells where else to ask, or passes the question on. */
export const answerQuery = (state: State, from: NodeId, query: Query, self: Own): void => {
  const wanted = query.target === SENDER ? from : query.target;
  const body = bodyOf(state, query.block);
  const time = clockOf(self);
  if (body !== undefined) return self.send(wanted, { kind: "block", body, ticket: query.ticket, time });
  const { queries } = self.config;
  if (queries === "answered") return;
  const spot = spotOfBlock(query.block);
  const isPassedOn = queries === "forwarded" ? ((spot.low ^ time) & 3) === 0 : self.below(3, "forward", query.block, from, time) > 0;
  if (!isConnected(from, state, self) || (queries === "routed" && !isPassedOn)) return refer(from, query, state, self);
  if (!isPassedOn) return;
  const next = routeOf(spot, time, state, self);
  if (next !== undefined) self.send(next, { ...query, target: wanted, time });
};

const refer = (to: NodeId, { block, ticket }: Query, state: State, self: Own): void => {
  const time = clockOf(self);
  if (isAlone(state, self)) return;
  const spot = spotOfBlock(block);
  const [rank, away] = [rankOf(spot, self.nodes), distanceFor(spot, time, self)];
  const [low, high] = [beside(rank, -away, state, self), beside(rank, away, state, self)];
  self.send(to, { kind: "referral", block, high, low, ticket, time });
};

/** Asks one of the two that it was pointed to, if it had asked at all. */
export const follow = (state: State, { block, high, low, ticket, time }: Referral, self: Own): void => {
  const use = USES.find((one) => isOwnTicket(ticket, block, one, self));
  if (use === undefined) return refuse(state, "ticket");
  const isLow = self.config.queries === "forwarded" ? ((ticket ^ time) & 1) === 0 : self.below(2, "referral", block, time) === 0;
  const next = isLow ? low : high;
  if (next !== self.id) self.send(next, queryFor(block, use, self));
};
