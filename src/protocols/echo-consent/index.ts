export { echoConsent } from "./echo-consent.ts";
export type { Operation } from "./parts.ts";
export { ClosedLoop } from "./client.ts";
export { ConflictingClients } from "./conflict-client.ts";
export { metered, totalOf } from "./meter.ts";
export { RULE_SETS } from "./rules.ts";
// What the properties hold against a ring of whole numbers.
export { rankOf, spotOfBlock, spotOfPeer, spotOfToken } from "./ring.ts";
export { beside, closestTo, distanceFor, isOwnRange, isWithin, rangeAt, routeOf } from "./neighbours.ts";
