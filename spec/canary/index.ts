export { ledgerModel } from "./model.ts";
export { canarySubject } from "./subject.ts";
