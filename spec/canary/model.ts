import type { Model } from "#hunt";
import { AMOUNT, mayFollow, openLedger, spendingOf } from "./ledger.ts";
import type { Ledger } from "./ledger.ts";

/** The token ledger as a reference model: what clients asked for, and which chains that allows. */
export const ledgerModel: Model<Ledger> = {
  id: "M1",
  says: "what nodes decide and hold is a ledger that the calls allow",
  open: openLedger,
  may: (ledger, move) => !("operation" in move) || mayFollow(ledger, spendingOf(move.operation)),
  make(ledger, move) {
    if (move.kind === "turn") ledger.hasLiar = true;
    if ("operation" in move) ledger.asked.push(spendingOf(move.operation));
  },
  doubt(ledger, event) {
    if (event.kind !== "decide" || ledger.hasLiar) return undefined;
    const [spend, parent] = event.instance as readonly [number, number];
    const isAsked = ledger.asked.some(
      (one) => one.spend === spend && one.parent === parent && one.block === event.value && one.amount === AMOUNT,
    );
    return isAsked
      ? undefined
      : `node ${event.node} decided block ${JSON.stringify(event.value)} after ${parent} of token ${spend}, which no call allows`;
  },
};
