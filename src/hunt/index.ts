export { HARDSHIPS } from "#adversary";
export type { Dice, Hardship } from "#adversary";
export { generate } from "./generate.ts";
export type { Ground } from "./ground.ts";
export { subject } from "./subject.ts";
export type { Making, Source, Subject } from "./subject.ts";
export { RERUNS, judged, trial } from "./trial.ts";
export type { Failure, Trial } from "./trial.ts";
