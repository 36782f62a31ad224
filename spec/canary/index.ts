export { ledgerModel } from "./model.ts";
export { canarySubject } from "./subject.ts";
export { ground } from "./ground.ts";
export { AMOUNT, GENESIS, TOKENS, mayFollow, openLedger, spendingOf } from "./ledger.ts";
export type { Ledger, Spending } from "./ledger.ts";
