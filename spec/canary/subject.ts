import { subject } from "#hunt";
import type { Subject } from "#hunt";
import type { Observed, Parts, Plain, Protocol } from "#kernel";
import {
  agreement,
  bounded,
  conservation,
  convergence,
  finality,
  integrity,
  noPanic,
  progress,
  sometimesDecided,
  sometimesPending,
  validity,
} from "#oracles";
import type { Claim, Debt, Place, Property } from "#oracles";
import { canary } from "#protocols/canary";
import { ground } from "./ground.ts";
import { AMOUNT, GENESIS, TOKENS, spendingOf } from "./ledger.ts";

const protocol = canary as unknown as Protocol<Parts>;

const claimOf = (operation: Plain): Claim => {
  const { spend, parent, block } = spendingOf(operation);
  return { instance: [spend, parent], value: block };
};

const placeOf = ({ instance, value }: Observed): Place => {
  const [chain, parent] = instance as [number, number];
  return { chain, parent, block: value as number };
};

/** Rivals contend for a token. Owed is the first block after the genesis, with the amount kept. */
const debt: Debt = {
  claimOf,
  contestOf: (operation) => spendingOf(operation).spend,
  isDue(operation) {
    const { parent, amount } = spendingOf(operation);
    return parent === GENESIS && amount === AMOUNT;
  },
  isRival: (lie) => lie === "two-faced",
};

/** A node keeps at most two ballots a token: on its newest block, and on what may follow it. */
const OPEN_MAX = 2 * TOKENS;

const properties: readonly Property[] = [
  { id: "S1", says: "no two honest nodes decide differently", oracle: agreement() },
  { id: "S2", says: "nothing is decided that nobody asked for", oracle: validity(claimOf) },
  { id: "S3", says: "a token's history has no gap", oracle: integrity(placeOf, GENESIS) },
  { id: "S4", says: "nothing is minted", oracle: conservation("supply", TOKENS * AMOUNT) },
  { id: "S5", says: "nothing decided is undone, restarts included", oracle: finality() },
  { id: "S6", says: "nobody panics", oracle: noPanic() },
  { id: "S7", says: "what a node keeps is bounded", oracle: bounded("open", OPEN_MAX) },
  { id: "L1", says: "what is owed is decided in time", oracle: progress(protocol, debt) },
  { id: "L2", says: "in the calm all ledgers become one", oracle: convergence(protocol, "heads") },
];

/** The canary with its promises, for hunts of any kind. */
export const canarySubject: Subject = subject(import.meta.url, "canarySubject", {
  protocol: canary,
  properties,
  sometimes: [sometimesDecided("E1"), sometimesPending("E2", debt)],
  ground,
});
