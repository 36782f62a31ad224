import type { Message, EchoConsent } from "./parts.ts";
import type { Protocol } from "#kernel";

/** Messages delivered, by kind. A batch is one on the wire, and as many as it holds in the other counts. */
export interface Meter {
  vote: number;
  query: number;
  block: number;
  news: number;
  referral: number;
  wire: number;
}

/** The same protocol, with whatever it hears counted beside it. Its probes are for oracles, and have nothing to say. */
export const metered = (protocol: Protocol<EchoConsent>): { readonly protocol: Protocol<EchoConsent>; readonly meter: Meter } => {
  const meter: Meter = { vote: 0, query: 0, block: 0, news: 0, referral: 0, wire: 0 };
  const receive: Protocol<EchoConsent>["receive"] = (state, from, message, self) => {
    count(meter, message);
    protocol.receive(state, from, message, self);
  };
  return { protocol: { ...protocol, receive, probe: () => ({}) }, meter };
};

const count = (meter: Meter, message: Message): void => {
  meter.wire++;
  if (message.kind === "batch") for (const { kind } of message.requests) meter[kind]++;
  else meter[message.kind]++;
};

/** All that was delivered, a batch for as many as it holds. */
export const totalOf = ({ vote, query, block, news, referral }: Meter): number => vote + query + block + news + referral;
