import type { EchoConsent, Message, Part } from "./parts.ts";
import { unreachable } from "#kernel";
import type { Protocol } from "#kernel";

/** Messages delivered, by kind. A batch is one on the wire, and as many as it holds in the other counts. */
export interface Meter {
  vote: number;
  query: number;
  block: number;
  news: number;
  referral: number;
  wire: number;
  /** What all of it takes, written down with eight bytes for a name, a ticket or a time, and one for a mask or a kind. */
  bytes: number;
}

/** The same protocol, with whatever it hears counted beside it. Its probes are for oracles, and have nothing to say. */
export const metered = (protocol: Protocol<EchoConsent>): { readonly protocol: Protocol<EchoConsent>; readonly meter: Meter } => {
  const meter: Meter = { vote: 0, query: 0, block: 0, news: 0, referral: 0, wire: 0, bytes: 0 };
  const receive: Protocol<EchoConsent>["receive"] = (state, from, message, self) => {
    count(meter, message);
    protocol.receive(state, from, message, self);
  };
  return { protocol: { ...protocol, receive, probe: () => ({}) }, meter };
};

const count = (meter: Meter, message: Message): void => {
  meter.wire++;
  meter.bytes += bytesOf(message);
  if (message.kind !== "batch") return countKind(meter, message.kind);
  for (const { kind } of message.requests) countKind(meter, kind);
};

/** Each by its name: a field that is worked out is looked up anew for every message. */
const countKind = (meter: Meter, kind: Exclude<Message["kind"], "batch">): void => {
  switch (kind) {
    case "vote":
      meter.vote++;
      return;
    case "query":
      meter.query++;
      return;
    case "block":
      meter.block++;
      return;
    case "news":
      meter.news++;
      return;
    case "referral":
      meter.referral++;
      return;
    default:
      return unreachable(kind);
  }
};

const bytesOf = (message: Message): number => {
  switch (message.kind) {
    case "vote":
      return KIND + WORD + MASK + (message.ticket === undefined ? 0 : WORD) + WORD;
    case "query":
      return KIND + 4 * WORD;
    case "block":
      return KIND + bodyBytes(message.body.parts) + 2 * WORD;
    case "news":
      return KIND + bodyBytes(message.body.parts) + MASK + 2 * WORD;
    case "referral":
      return KIND + 5 * WORD;
    case "batch":
      return KIND + WORD + message.requests.reduce((sum, request) => sum + bytesOf(request), 0);
  }
};

/** Its name, its time, and four words for each part. */
const bodyBytes = (parts: readonly Part[]): number => (2 + 4 * parts.length) * WORD;

const KIND = 1;
const MASK = 1;
const WORD = 8;

/** All that was delivered, a batch for as many as it holds. */
export const totalOf = ({ vote, query, block, news, referral }: Meter): number => vote + query + block + news + referral;
