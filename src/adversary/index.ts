export { LIES } from "./lies.ts";
export { Dice, FAULTS, HARDSHIPS, later, storm, weatherFrom } from "./storm.ts";
export type { Climate, Hardship } from "./storm.ts";
