export { register } from "./register.ts";
export { ASSUMPTIONS, DEFECTS } from "./rules.ts";
export type { Operation } from "./parts.ts";
