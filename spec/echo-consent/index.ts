export { chainsSubject, clocksSubject, echoConsentSubject, fewSubject, liarsSubject, strangersSubject } from "./subject.ts";
export { ledgerModel } from "./model.ts";
export { chainOf, follow, openLedger, operationOf } from "./ledger.ts";
