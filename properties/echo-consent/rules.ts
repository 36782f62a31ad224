import type { Delivered, Puppets, Rules } from "./puppet.ts";
import { Puppets as Cluster } from "./puppet.ts";

/** The node that is looked at, and the peers that it knows. They know nobody, so they say but what they are made to. */
export const [NODE, PEERS] = [0, [1, 2, 3, 4, 5, 6]] as const;
/** Somebody whom the node does not know. */
export const STRANGER = 7;
/** A round in ticks. */
export const ROUND = 2;

export const star = (rules: Rules): Puppets =>
  new Cluster(rules, { nodes: 8, topology: [[...PEERS], ...[1, 2, 3, 4, 5, 6, 7].map(() => [])] });

/** A block with a part for each token, that follows what stands behind the colon. */
export const block = (name: number, tokens: Readonly<Record<number, number>>, time = 0) => ({
  block: name,
  time,
  parts: Object.entries(tokens).map(([token, last]) => ({ token: Number(token), last, key: 1, signature: 1 })),
});

export const vote = (name: number, mask: number, asks = false, time = 0) => ({ kind: "vote", block: name, mask, asks, time });
export const news = (body: object, mask: number, ticket = 1) => ({ kind: "news", body, mask, ticket, time: 0 });

/** Everybody whom the node knows says the same of a block. */
export const allSay = (puppets: Puppets, name: number, mask: number, count: number = PEERS.length, time = 0): void => {
  for (const peer of PEERS.slice(0, count)) puppets.hear(NODE, peer, vote(name, mask, false, time));
};

/** The node is handed a block and commits it, because everybody is for it. */
export const settle = (puppets: Puppets, name: number, tokens: Readonly<Record<number, number>>, time = 0): void => {
  puppets.submit(NODE, block(name, tokens, time));
  allSay(puppets, name, 0xff);
  puppets.pass(ROUND);
};

/** What the node said of one block, those messages alone that are of that kind. */
export const saidOf = (puppets: Puppets, name: number, kind: string): readonly Delivered[] =>
  puppets.delivered.filter(
    ({ from, message }) => from === NODE && message.kind === kind && (message.block ?? message.body?.block) === name,
  );

/** The rounds in which these arrived, each once. */
export const roundsOf = (delivered: readonly Delivered[]): readonly number[] => [
  ...new Set(delivered.map(({ at }) => Math.floor(at / ROUND))),
];

export const phaseOf = (puppets: Puppets, name: number): string | undefined => puppets.states[NODE]!.pool.get(name)?.phase;
export const standsAt = (puppets: Puppets, token: number): number | undefined => puppets.states[NODE]!.tokens.get(token)?.block;
