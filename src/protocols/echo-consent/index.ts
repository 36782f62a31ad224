export { echoConsent } from "./echo-consent.ts";
export type { Operation } from "./parts.ts";
export { CONFIGS } from "./configs.ts";
export { RULE_SETS } from "./rule-sets.ts";
export { BUGS } from "./bugs.ts";
export { mendedNameOf } from "./configs.ts";
// What is measured.
export { ClosedLoop, latenciesOf } from "./client.ts";
export { OPTIONS } from "./optional.ts";
export { ConflictingClients } from "./conflict-client.ts";
export { ROUND_TICKS } from "./clock.ts";
export { rehearse } from "./scenario.ts";
export type { Scenario } from "./scenario.ts";
export { FIGURES, isAbout, numberOf, numbersOf } from "./numbers.ts";
export type { FigureName } from "./numbers.ts";
export { perCommit } from "./figures.ts";
// What the properties hold against a ring of whole numbers.
export { rankOf, spotOfBlock, spotOfPeer, spotOfToken } from "./ring.ts";
export { beside, closestTo, distanceFor, isOwnRange, isWithin, rangeAt, routeOf } from "./neighbours.ts";
