import { unreachable } from "#kernel";
import type { NodeId, Plain, Protocol } from "#kernel";
import { NEVER } from "./agenda.ts";
import { markAnswered, missOverdue } from "./answered.ts";
import { asideFor } from "./aside.ts";
import { isBlock, refuse } from "./blocks.ts";
import { cleanUp, hearBallot } from "./broadcast.ts";
import { ROUND_TICKS, clockOf } from "./clock.ts";
import { historyOf, remember } from "./commit.ts";
import { CONFIGS } from "./configs.ts";
import { expire } from "./expiry.ts";
import { answerQuery, follow } from "./fetch.ts";
import { bringIn, hearBody, hearNews, isOver } from "./intake.ts";
import { LIES } from "./lies.ts";
import { rest } from "./open.ts";
import type { Block, EchoConsent, Message, News, Own, Request, State } from "./parts.ts";
import { poll } from "./polling.ts";
import { takesIn } from "./pressure.ts";
import { prune } from "./pruning.ts";
import { giveUp } from "./repeating.ts";
import { isRecord, isSound } from "./sound.ts";
import { react } from "./sweep.ts";
import { hearVote } from "./votes.ts";

/**
 * Votes of neighbours on a ring. There is no leader and no order of all: a node commits a block when, for each of its tokens, the
 * few peers near that token are for it by more than a threshold, and enough peers near the block have spoken at all.
 */
export const echoConsent: Protocol<EchoConsent> = {
  name: "echo-consent",
  configs: CONFIGS,
  start(self) {
    const aside = asideFor(self.config);
    const state: State = {
      pool: new Map(),
      open: [],
      agenda: new Map(),
      blocks: new Map(),
      tokens: new Map(),
      spenders: new Map(),
      strangers: [],
      poolMost: 0,
      wakesAt: undefined,
      agesAt: NEVER,
      refused: new Map(),
      ...(aside === undefined ? {} : { aside }),
    };
    for (const kept of self.disk.journal) remember(state, kept);
    return state;
  },
  submit(state, { name, operation }, self) {
    if (!isRecord(operation)) return refuse(state, "shape");
    const body: Block = { block: operation.block, time: operation.time ?? clockOf(self), parts: operation.parts };
    if (!isBlock(body)) return refuse(state, "shape");
    bringIn(body, { came: "submitted", call: name }, state, self);
  },
  receive(state, from, message, self) {
    // A query that travels on may come back to whoever asked, and nobody counts his own word.
    if (from === self.id) return;
    if (!isSound(message, state, self)) return refuse(state, "unknown");
    // A batch counts for as many messages as it holds.
    if (state.aside !== undefined && message.kind !== "batch" && !takesIn(from, state.aside, state, self)) return;
    switch (message.kind) {
      case "vote":
      case "query":
        return hearRequest(state, from, message, self);
      case "block":
        return hearBody(state, from, message, self);
      case "news":
        return isOver(message.body.block, "told", state, self)
          ? answerNews(state, from, message, self)
          : hearNews(state, from, message, self);
      case "referral":
        return follow(state, message, self);
      case "batch":
        for (const request of message.requests)
          if (state.aside === undefined || takesIn(from, state.aside, state, self)) hearRequest(state, from, request, self);
        return;
      default:
        return unreachable(message);
    }
  },
  timeout(state, _timer, self) {
    state.wakesAt = undefined;
    act(state, self);
    if (state.aside === undefined) return;
    missOverdue(state.aside, self);
    prune(state.aside, state, self);
  },
  // A vote says how one votes, not when it was said: the n-th alike is told apart by its number.
  identify(message) {
    switch (message.kind) {
      case "vote":
        return ["vote", message.block, message.mask, message.asks, message.ticket ?? 0];
      case "query":
        return ["query", message.block, message.target];
      case "block":
        return isBlock(message.body) ? ["block", message.body.block] : misshapen(message);
      case "news":
        return isBlock(message.body) ? ["news", message.body.block, message.mask] : misshapen(message);
      case "referral":
        return ["referral", message.block, message.high, message.low];
      case "batch":
        return isList(message.requests)
          ? ["batch", message.requests.length, ...message.requests.map(({ block }) => block)]
          : misshapen(message);
      default:
        return message;
    }
  },
  lies: LIES,
  probe: (state) => probed(state),
  // A block commits at its owner within its lifetime, or never under this name: the next round acts on its age. Each time that a node
  // hands it in again it has as long again, which is not promised here.
  patience: ({ lifetime }) => ROUND_TICKS * (lifetime + 2),
};

const isList = (requests: readonly Request[]): boolean => Array.isArray(requests) && requests.every((request) => isRecord(request));

/** What only a liar says is known by all of it. */
const misshapen = (message: Message): Plain => message as unknown as Plain;

const probed = (state: State) => {
  const { pool, blocks, tokens, refused, poolMost } = state;
  return {
    entries: pool.size,
    entriesMost: poolMost,
    placeholders: [...pool.values()].filter(({ body }) => body === undefined).length,
    committed: blocks.size,
    chains: [...tokens.keys()].sort((a, b) => a - b).map((token) => [token, historyOf(token, state).map(({ block }) => block)]),
    refused: [...refused.values()].reduce((sum, count) => sum + count, 0),
  };
};

/** What grew too old goes, and what is open is worked on, in the way that votes are sought. */
const act = (state: State, self: Own): void => {
  const { spreads } = self.config;
  switch (spreads) {
    case "polling":
      giveUp(expire(state, clockOf(self), self), state, self);
      poll(state, self);
      return rest(state, self);
    case "reactive":
      return react(state, self);
    case "broadcast":
      return giveUp(cleanUp(state, self), state, self);
    default:
      return unreachable(spreads);
  }
};

/** A vote is heard, and asks for one's own in exchange; a query is answered with a body, or with where else to look. */
const hearRequest = (state: State, from: NodeId, request: Request, self: Own): void => {
  if (state.aside !== undefined && request.kind === "vote") markAnswered(from, request.block, state.aside);
  if (request.kind === "query") answerQuery(state, from, request, self);
  else if (self.config.spreads === "broadcast") hearBallot(state, from, request, self);
  else hearVote(state, from, request, self);
};

/** Of news of what is over the vote is left, and is answered. */
const answerNews = (state: State, from: NodeId, { body, mask, time }: News, self: Own): void =>
  hearVote(state, from, { kind: "vote", block: body.block, mask, asks: true, time }, self);
