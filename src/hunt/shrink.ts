import type { Schedule } from "#kernel";
import { dropCalls } from "./calls.ts";
import { makeConcrete } from "./concrete.ts";
import { isHardship } from "./harder.ts";
import { mergeMoves } from "./merge.ts";
import { dropNodes } from "./nodes.ts";
import { normalise } from "./normal.ts";
import { hasten, holdBack, quicken } from "./pace.ts";
import type { Quest } from "./quest.ts";
import { removeChunks, removeEach, removePairs, removeSorts } from "./remove.ts";
import type { Subject } from "./subject.ts";
import { tradeMoves } from "./trade.ts";
import { weakenEach } from "./weaken.ts";

/** The most executions one shrink may have: ten times what it usually takes. */
export const SHRINK_MAX = 3_000;

/** Looks for the smallest schedule that still fails in the same way: fewer moves, then fewer nodes, then weaker, then earlier, then lower. */
export const shrink = (subject: Subject, schedule: Schedule, identity: string, budget = SHRINK_MAX): Quest => {
  const quest: Quest = {
    subject,
    identity,
    budget,
    weather: schedule.weather,
    best: schedule,
    executions: 0,
    isSpent: false,
    others: new Map(),
    tried: new Set(),
  };
  makeConcrete(quest);
  removeSorts(quest);
  do {
    shorten(quest);
    soften(quest);
  } while (removeEach(quest) || dropCalls(quest) || tradeMoves(quest) || removePairs(quest) || dropNodes(quest));
  return quest;
};

/** Fewer moves, by every way that costs little. */
const shorten = (quest: Quest): void => {
  removeChunks(quest);
  while (dropCalls(quest) || quicken(quest) || holdBack(quest) || mergeMoves(quest)) removeChunks(quest);
};

/** The same moves, weaker, for as long as that gets on: a hardship that has become weaker lets others become so. */
const soften = (quest: Quest): void => {
  const before = quest.best;
  hasten(quest);
  weakenEach(quest);
  normalise(quest);
  if (quest.best !== before && quest.best.moves.some((move) => isHardship(move) && move.kind !== "fate")) soften(quest);
};
