export {
  chainsSubject,
  clocksSubject,
  echoConsentSubject,
  fewSubject,
  floodsSubject,
  liarsSubject,
  strangersSubject,
  travellersSubject,
} from "./subject.ts";
export { ledgerModel } from "./model.ts";
export { chainOf, follow, openLedger, operationOf } from "./ledger.ts";
