export { register } from "./register.ts";
export { DEFECTS } from "./rules.ts";
export type { Operation } from "./parts.ts";
