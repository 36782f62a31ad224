export { canary } from "./canary.ts";
export { AMOUNT, CONFIGS, DEFECTS, GENESIS, REPEAT_TICKS, TOKENS } from "./rules.ts";
export type { Defect, Rules } from "./rules.ts";
export type { Block, BlockId, Canary, State, TokenId, Vote } from "./parts.ts";
