import { unreachable } from "#kernel";
import type { NodeId } from "#kernel";
import { refuse } from "./blocks.ts";
import { declare, spread } from "./broadcast.ts";
import { USES, isOwnTicket } from "./fetch.ts";
import { isConnected } from "./neighbours.ts";
import type { Block, BlockId, Body, Came, Entry, News, Own, State } from "./parts.ts";
import { admit } from "./admit.ts";
import { hasRoom, openEntry, record } from "./pool.ts";
import { learn } from "./reactive.ts";

/** How a body came, and for which call where a client brought it. */
interface Origin {
  readonly came: Came;
  readonly call?: number;
}

/** Brings a body in, whatever brought it: where there is room for it, and unless it has been here and is settled for good. */
export const bringIn = (body: Block, origin: Origin, state: State, self: Own): void => {
  if (!hasRoom(body.block, state, self)) return refuse(state, "pool");
  if (!isOver(body.block, origin.came, state, self)) takeIn(body, origin, state, self);
};

/** Puts a body where room is kept for it. The first of its name stays and is told of; of one that is misshapen only its client hears. */
export const takeIn = (body: Block, { came, call }: Origin, state: State, self: Own): void => {
  if (state.pool.get(body.block)?.body !== undefined) return;
  const entry = admit(body, came, state, self);
  if (entry.body !== undefined) {
    entry.call = call;
    announce(entry, body, state, self);
  } else if (call !== undefined && self.config.expires === "told") self.respond(call, "refused");
};

/** Whoever polls waits for its turn to ask. Else others hear at once, unless the block had lost before its body came. */
const announce = (entry: Entry, body: Block, state: State, self: Own): void => {
  const { spreads } = self.config;
  switch (spreads) {
    case "polling":
      return;
    case "reactive":
      return entry.phase === "pending" ? learn(entry, body, state, self) : undefined;
    case "broadcast":
      // What a client brought nobody else has: it goes out even where its bare name had been given up.
      if (entry.came === "submitted") return spread(entry, body, state, self);
      return entry.phase === "pending" ? declare(entry, body, state, self) : undefined;
    default:
      return unreachable(spreads);
  }
};

/** Whether a block has been here and is settled for good. What has committed may come again where rules forget it, but not from a client. */
export const isOver = (block: BlockId, came: Came, state: State, self: Own): boolean =>
  ((came === "submitted" || self.config.returns === "known") && state.blocks.has(block)) || isPruned(block, state, self);

/** Whether a block has left the pool settled, under rules that keep its name: nothing that comes later opens it again. */
const isPruned = (block: BlockId, { pool, blocks, aside }: State, { config: { keeps } }: Own): boolean =>
  keeps > 0 && !pool.has(block) && (blocks.has(block) || aside?.gone.has(block) === true);

/** Whether a message may bring a body: where blocks go to everybody whoever is connected may, else it takes a ticket, which says that it was asked for. */
export const hearBody = (state: State, from: NodeId, { body, ticket }: Body, self: Own): void => {
  // What is over is passed over, whatever its ticket.
  if (isOver(body.block, "asked", state, self)) return;
  if (self.config.spreads === "broadcast") {
    if (!isConnected(from, state, self)) return refuse(state, "stranger");
    return bringIn(body, { came: "asked" }, state, self);
  }
  const isAnswer = USES.some((use) => isOwnTicket(ticket, body.block, use, self));
  if (!isAnswer && !isIdentity(body, ticket, self)) return refuse(state, "ticket");
  bringIn(body, { came: isAnswer && isWanted(body.block, state, self) ? "asked" : "unasked" }, state, self);
};

/** Whether it is one of the blocks that need no ticket: of two parts or more, the first of them a creation. */
const isIdentity = ({ parts }: Block, ticket: number, { config }: Own): boolean =>
  config.identities === "accepted" && ticket === 0 && parts.length >= 2 && parts[0]!.last === 0;

/** Whether it has asked for that body. A ticket that all can work out says nothing: then its name is open here, or a block that is open follows it. */
const isWanted = (block: BlockId, { pool }: State, { config }: Own): boolean =>
  config.tickets === "keyed" ||
  pool.has(block) ||
  [...pool.values()].some(({ body }) => body?.parts.some(({ last }) => last === block) === true);

/** News is a vote that asks for one's own, and a body to learn. It counts from whoever is connected; from strangers by its ticket, where rules take that. */
export const hearNews = (state: State, from: NodeId, { body, mask, ticket, time }: News, self: Own): void => {
  const isFromConnected = isConnected(from, state, self);
  if (self.config.spreads !== "reactive") return refuse(state, "unknown");
  if (!isFromConnected && (self.config.strangers !== "ticketed" || ticket === 0)) return refuse(state, "stranger");
  if (!hasRoom(body.block, state, self)) return refuse(state, "pool");
  const entry = state.pool.get(body.block) ?? openEntry(body.block, time, state, self);
  // A vote on what is settled here changes nothing, and is not answered either.
  if (entry.phase === "pending" || entry.body === undefined) record(entry, from, { mask, time, asks: true }, state, self);
  if (entry.body === undefined) takeIn(body, { came: isFromConnected ? "told" : "unasked" }, state, self);
};
