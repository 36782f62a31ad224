import type { Lie } from "#kernel";
import type { Canary, Message, Vote } from "./parts.ts";

/** Tells every second node, of the blocks it forwards, that all have voted for a rival: votes of others, under seals that do not fit. */
export const forger: Lie<Canary> = (message, to, self) => {
  if (message.kind !== "forward" || to % 2 === 0 || message.votes.length === 0) return [message];
  const [vote] = message.votes as readonly [Vote];
  const votes: Vote[] = [];
  for (let by = 0; by < self.nodes; by++) votes.push({ ...vote, block: vote.block + RIVAL, by });
  return [{ ...message, votes }];
};

const RIVAL = 500;

/** Votes before every second node for a rival, and signs it: of two minds, and true to each. */
export const twoFaced: Lie<Canary> = (message, to, self) => {
  if (message.kind !== "vote" || to % 2 === 0) return [message];
  const { kind, spend, parent, block, amount } = message;
  return [self.sign({ kind, spend, parent, block: block + RIVAL, amount })];
};

/** Sends, beside every message, one that no canary ever said. */
export const strange: Lie<Canary> = (message, to, self) => [message, STRANGE[self.below(STRANGE.length, "strange", to)]!];

const STRANGE: readonly Message[] = [
  { kind: "gossip" } as unknown as Message,
  { kind: "forward", spend: 99, head: 0, votes: [] },
  { kind: "vote" } as unknown as Message,
  { kind: "forward", spend: 0, head: -1, votes: [null] } as unknown as Message,
];
