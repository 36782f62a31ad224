import type { Plain } from "#kernel";
import { linearize } from "./linearize.ts";
import type { Machine, Witnessed } from "./machine.ts";

/**
 * The fewest answers that leave the answer of one call no place. An answer that nobody heard gives an order more freedom, so those
 * that are not needed are unheard one by one, the latest first. What remains cannot do without any of them, unless the steps ran
 * out before that was told.
 */
export const evidenceAgainst = <S extends Plain, C extends Witnessed>(
  machine: Machine<S>,
  calls: readonly C[],
  accused: C,
  stepsMax: number,
): readonly C[] => {
  let heard: readonly C[] = calls;
  let left = stepsMax;
  for (const call of calls.toReversed()) {
    if (left === 0) break;
    if (call.answer === undefined || call === accused) continue;
    const fewer = heard.map((one) => (one === call ? { ...one, answer: undefined } : one));
    const { kind, steps } = linearize(machine, fewer, left);
    left -= steps;
    if (kind === "stuck") heard = fewer;
  }
  return heard.filter((call) => call.answer !== undefined && call !== accused);
};
