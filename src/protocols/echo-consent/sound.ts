import { YES, isBlock, isName } from "./blocks.ts";
import { SENDER } from "./fetch.ts";
import type { Block, Message, Own, Request, State } from "./parts.ts";

/** Whether a message can be read: what a liar sends may be anything, so it is looked at before it is believed. */
export const isSound = (message: Message, state: State, self: Own): boolean => {
  if (!isRecord(message)) return false;
  switch (message.kind) {
    case "vote":
    case "query":
      return isRequest(message, self);
    case "block":
      return isBlock(message.body) && areWhole(message.ticket, message.time);
    case "news":
      return (isHeld(message.body, state) || isBlock(message.body)) && isMask(message.mask) && areWhole(message.ticket, message.time);
    case "referral": {
      const { block, high, low, ticket, time } = message;
      return isName(block) && isNode(high, self) && isNode(low, self) && areWhole(ticket, time);
    }
    case "batch":
      return Array.isArray(message.requests) && message.requests.every((request) => isRequest(request, self));
    default:
      return false;
  }
};

/** News comes from many sides: what has been looked at once need not be looked at again. */
const isHeld = (body: Block | undefined, { pool }: State): boolean => isRecord(body) && pool.get(body.block)?.body === body;

/** Whether it has fields at all. */
export const isRecord = (said: unknown): said is object => typeof said === "object" && said !== null;

/** Nobody votes on the block that is none. Its body is asked for all the same, by rules that look for the parent of a creation. */
const isRequest = (request: Request, self: Own): boolean => {
  if (!isRecord(request) || !isName(request.block)) return false;
  const { kind, ticket, time } = request;
  if (kind === "vote") {
    const { block, mask, asks } = request;
    return block !== 0 && isMask(mask) && typeof asks === "boolean" && areWhole(ticket === undefined ? 0 : ticket, time);
  }
  return kind === "query" && (request.target === SENDER || isNode(request.target, self)) && areWhole(ticket, time);
};

const areWhole = (ticket: number, time: number): boolean => Number.isSafeInteger(ticket) && Number.isSafeInteger(time);
const isMask = (said: unknown): boolean => isName(said) && said <= YES;
const isNode = (said: unknown, { nodes }: Own): boolean => isName(said) && said < nodes;
