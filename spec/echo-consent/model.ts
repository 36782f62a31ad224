import type { Model } from "#hunt";
import { snapshot } from "#kernel";
import type { Plain, Retry, Submit } from "#kernel";
import { chainOf, follow, mayFollow, openLedger, operationOf } from "./ledger.ts";
import type { Ledger } from "./ledger.ts";

/** The token ledger as a reference model: what clients asked for in turn and with the right key, and the histories that this makes. */
export const ledgerModel: Model<Ledger> = {
  id: "M1",
  says: "what nodes decide and hold is what one honest ledger would have taken",
  open: openLedger,
  may: (ledger, move) => !("operation" in move) || isKnown(ledger, move) || mayFollow(ledger, operationOf(move.operation)),
  make(ledger, move) {
    if ("operation" in move) follow(ledger, operationOf(move.operation));
  },
  doubt(ledger, event) {
    if (event.kind === "probe") return doubtOfChains(ledger, event.node, event.values["chains"]);
    if (event.kind !== "decide" && event.kind !== "save") return undefined;
    const [token, last] = event.instance as readonly [number, number];
    const isTaken = ledger.blocks.get(event.value as number)?.parts.some((part) => part.token === token && part.last === last) === true;
    return isTaken
      ? undefined
      : `node ${event.node} commits block ${snapshot(event.value)} after ${last} of token ${token}, which no ledger would take`;
  },
};

/** Whoever asks again asks for what it asked for before. */
const isKnown = ({ blocks }: Ledger, { operation }: Submit | Retry): boolean => {
  const asked = operationOf(operation);
  return snapshot(blocks.get(asked.block)) === snapshot(asked);
};

/** A node may not have heard of the newest blocks, and may lack the oldest: what it tells of a token is one stretch of its history. */
const doubtOfChains = (ledger: Ledger, node: number, chains: Plain | undefined): string | undefined => {
  for (const [token, told] of chains as readonly (readonly [number, readonly number[]])[]) {
    const chain = chainOf(ledger, token);
    const from = chain.indexOf(told[0] ?? 0);
    if (from < 0 || told.some((block, place) => chain[from + place] !== block))
      return `node ${node} tells the history of token ${token} as ${told.join(" after ")}, and it is ${chain.join(" after ")}`;
  }
  return undefined;
};
