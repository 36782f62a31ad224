export { echoConsent } from "./echo-consent.ts";
export type { Operation } from "./parts.ts";
export { ClosedLoop } from "./client.ts";
export { ConflictingClients } from "./conflict-client.ts";
export { metered, totalOf } from "./meter.ts";
export { RULE_SETS } from "./rules.ts";
