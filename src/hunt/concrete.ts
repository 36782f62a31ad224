import type { Schedule } from "#kernel";
import { execute, fails, withoutIdle } from "./quest.ts";
import type { Quest } from "./quest.ts";

/**
 * Puts a name to chance: every fate that the weather rolled becomes a move, and the weather becomes calm. From then on only
 * departures from a calm run are left to remove, and nothing is ever rolled anew. Where the failure does not stand, chance stays.
 */
export const makeConcrete = (quest: Quest): void => {
  if (quest.best.weather === "calm") return;
  const run = execute(quest, quest.best, { isRecorded: true });
  const moves = [...withoutIdle(quest.best.moves, run.idle), ...run.rolled];
  const concrete: Schedule = { ...quest.best, weather: "calm", moves };
  if (fails(quest, concrete, execute(quest, concrete))) quest.best = concrete;
};
