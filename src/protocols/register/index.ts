export { register } from "./register.ts";
export { CONFIGS, DEFECTS, EMPTY, KEYS, faultsOf } from "./rules.ts";
export type { Defect } from "./rules.ts";
export type { Operation } from "./parts.ts";
