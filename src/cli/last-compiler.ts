import { setFlagsFromString } from "node:v8";
import { spentSeconds } from "./spent.ts";

/** Older engines have no compiler between the first and the last: without the last they would be twice as slow. */
const HAS_MIDDLE = Number.parseInt(process.versions.v8, 10) >= 13;

/** By then a run is so long that its code may be worth compiling once more. C2's one seed takes a third of it on a quiet machine. */
const LONG_SECONDS = 1.5;

/** Code that is compiled meanwhile goes on counting its calls, or the last compiler would never look at it again. */
const WITHOUT = ["--no-turbofan", "--force-emit-interrupt-budget-checks"];
const WITH = ["--turbofan", "--no-force-emit-interrupt-budget-checks"];

/** The last compiler while it waits: each tick looks whether the run is long by now. */
export interface Waiting {
  readonly tick: () => void;
  readonly end: () => void;
}

/**
 * Lets the engine's last compiler wait until a run is long: what it does beside a short one, on threads of its own, took more than a
 * quarter of the whole and came too late to be of use. The run is the same. At the end all is as it was, for the cache of what was compiled
 * holds only under the flags that it was written under.
 */
export const waiting = (): Waiting => {
  let isWaiting = HAS_MIDDLE;
  if (isWaiting) WITHOUT.forEach(setFlagsFromString);
  const end = (): void => {
    if (isWaiting) WITH.forEach(setFlagsFromString);
    isWaiting = false;
  };
  const tick = (): void => {
    if (isWaiting && spentSeconds() > LONG_SECONDS) end();
  };
  return { tick, end };
};
