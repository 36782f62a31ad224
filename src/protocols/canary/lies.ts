import type { Lie } from "#kernel";
import type { Canary, Message } from "./parts.ts";

/** Tells every second node that all have voted for a rival block: votes of others, under seals that do not fit. */
export const forger: Lie<Canary> = (message, to, self) => {
  if (message.kind !== "vote" || to % 2 === 0) return [message];
  const votes = Array.from({ length: self.nodes }, (_, by) => ({ ...message, block: message.block + RIVAL, by }));
  return [message, { kind: "forward", spend: message.spend, head: message.parent, votes }];
};

const RIVAL = 500;

/** Sends, beside every message, one that no canary ever said. */
export const strange: Lie<Canary> = (message, to, self) => [message, STRANGE[self.below(STRANGE.length, "strange", to)]!];

const STRANGE: readonly Message[] = [
  { kind: "gossip" } as unknown as Message,
  { kind: "forward", spend: 99, head: 0, votes: [] },
  { kind: "vote" } as unknown as Message,
];
