export { echoConsent } from "./echo-consent.ts";
export type { Block, EchoConsent, Message, Operation, Part } from "./parts.ts";
export { RULE_SETS } from "./rules.ts";
export type { Rules } from "./rules.ts";
export { CONFIGS } from "./configs.ts";
