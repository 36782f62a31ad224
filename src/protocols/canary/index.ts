export { canary } from "./canary.ts";
export { AMOUNT, ASSUMPTIONS, CONFIGS, DEFECTS, TOKENS } from "./rules.ts";
export type { Defect } from "./rules.ts";
export type { Block } from "./parts.ts";
