import type { Lie } from "#kernel";
import { NO, nameOf } from "./blocks.ts";
import { FOR_POOL, guessedTicket } from "./fetch.ts";
import type { Block, EchoConsent, Message } from "./parts.ts";

/** Votes, beside whatever it says, for blocks that nobody has heard of. */
const flood: Lie<EchoConsent> = (message, to, self) => {
  const { time } = message;
  const votes: Message[] = [];
  for (let vote = 0; vote < FLOOD; vote++)
    votes.push({ kind: "vote", block: INVENTED + self.below(INVENTED, "flood", to, time, vote), mask: 1, asks: true, time });
  return [message, ...votes];
};

const FLOOD = 6;
const INVENTED = 1_000_000;

/** Asks for votes, and gives no body to anybody. */
const withhold: Lie<EchoConsent> = (message) => (message.kind === "block" ? [] : [message]);

/** Votes otherwise before every second node. */
const twoFaced: Lie<EchoConsent> = (message, to) => (to % 2 === 0 ? [message] : [voting(message, (mask) => ~mask & 0x3f)]);

/** Votes against all. */
const negative: Lie<EchoConsent> = (message) => [voting(message, () => NO)];

const voting = (message: Message, bend: (mask: number) => number): Message =>
  message.kind === "vote" || message.kind === "news" ? { ...message, mask: bend(message.mask) } : message;

/** Gives every second node another body under the same name: as well formed as the true one, or from far in the future. */
const impostor: Lie<EchoConsent> = (message, to, self) => {
  if ((message.kind !== "block" && message.kind !== "news") || to % 2 === 0) return [message];
  const { body } = message;
  const time = body.time + (self.below(2, "impostor", to) === 0 ? 1 : FAR_AHEAD);
  return [{ ...message, body: { ...body, time } }];
};

const FAR_AHEAD = 10_000;

/** Beside whatever it says it pushes a block that nobody asked for: under a ticket that it has worked out, and as if it were an identity. */
const unsolicited: Lie<EchoConsent> = (message, _to, self) => {
  const body = inventedBy(self.id);
  const { time } = message;
  const pushed: Message = { kind: "block", body, ticket: guessedTicket(body.block, FOR_POOL), time };
  return [message, pushed, { ...pushed, ticket: 0 }];
};

/** A block of its own over two tokens, both new, under the name that it must have. */
const inventedBy = (liar: number): Block => {
  const part = (token: number) => ({ token, last: 0, key: 1 + liar, signature: 0 });
  const content = { time: 1, parts: [part(INVENTED + 2 * liar), part(INVENTED + 2 * liar + 1)] };
  return { block: nameOf(content), ...content };
};

/** What its own lies are called, the weakest first. */
export const LIES: Readonly<Record<string, Lie<EchoConsent>>> = {
  withhold,
  negative,
  "two-faced": twoFaced,
  impostor,
  unsolicited,
  flood,
};
