export { LIES } from "./lies.ts";
export { Dice, HARDSHIPS, storm, weatherFrom } from "./storm.ts";
export type { Climate, Hardship } from "./storm.ts";
