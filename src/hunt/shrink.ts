import type { Schedule } from "#kernel";
import { makeConcrete } from "./concrete.ts";
import { mergeMoves } from "./merge.ts";
import { normalise } from "./normal.ts";
import type { Quest } from "./quest.ts";
import { removeChunks, removePairs, removeSorts } from "./remove.ts";
import { weightOf } from "./smaller.ts";
import type { Subject } from "./subject.ts";
import { weakenEach } from "./weaken.ts";

/** The most executions one shrink may have: ten times what it usually takes. */
export const SHRINK_MAX = 3_000;

/** Looks for the smallest schedule that still fails in the same way: fewer moves, then weaker, then earlier, then lower. */
export const shrink = (subject: Subject, schedule: Schedule, identity: string, budget = SHRINK_MAX): Quest => {
  const quest: Quest = { subject, identity, budget, best: schedule, executions: 0, others: new Map(), tried: new Set() };
  makeConcrete(quest);
  removeSorts(quest);
  for (let before = ""; before !== weightOf(quest.best).join(); ) {
    before = weightOf(quest.best).join();
    removeChunks(quest);
    while (removePairs(quest));
    while (mergeMoves(quest));
    weakenEach(quest);
    normalise(quest);
  }
  return quest;
};
