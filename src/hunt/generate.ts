import { Dice, later, storm, weatherFrom } from "#adversary";
import type { Plain, Schedule, Seed, Timed } from "#kernel";
import { digitsOf, saltOf } from "#kernel";
import type { Ground } from "./ground.ts";

/** The schedule of one seed: what clients ask for, in a storm. */
export const generate = (ground: Ground, config: string, seed: Seed): Schedule => {
  const dice = new Dice(saltOf(seed));
  const nodes = dice.pick(ground.nodes);
  const faults = ground.faultsOf(nodes);
  const moves = calls(dice, ground, nodes);
  const { hardships, lies, storm: ticks } = ground;
  for (const move of storm(dice, { nodes, faults, ticks, hardships, lies })) insert(moves, move);
  return {
    config,
    setup: { nodes, seed: digitsOf(seed.high, seed.low), topology: ground.topology, faults, delta: ground.delta },
    weather: weatherFrom(dice, ground.hardships),
    moves,
    calm: { from: ground.storm, for: ground.calm },
  };
};

/** Calls come in bursts: those that are to meet as rivals must be about at one time. */
const calls = (dice: Dice, ground: Ground, nodes: number): Timed[] => {
  const asked: Plain[] = [];
  const moves: Timed[] = [];
  let at = dice.below(BURST_TICKS);
  const again: Timed[] = [];
  const hasRetries = ground.hardships.includes("retry");
  const wanted = ground.calls === 0 ? 0 : 1 + dice.below(ground.calls);
  while (asked.length < wanted) {
    const operation = ground.operation(dice, asked, nodes);
    asked.push(operation);
    moves.push({ at, kind: "submit", name: asked.length, node: dice.below(nodes), operation });
    if (hasRetries && dice.oneIn(4))
      again.push({ at: later(dice, at, ground.storm), kind: "retry", name: asked.length, node: dice.below(nodes), operation });
    if (!dice.oneIn(3)) at = Math.min(ground.storm - 1, at + dice.below(BURST_TICKS));
  }
  for (const retry of again) insert(moves, retry);
  return moves;
};

const BURST_TICKS = 12;

/** Puts a move behind all that come before it or together with it: a sort would cost a tenth of the run. */
const insert = (moves: Timed[], move: Timed): void => {
  let place = moves.length;
  for (; place > 0 && moves[place - 1]!.at > move.at; place--) moves[place] = moves[place - 1]!;
  moves[place] = move;
};
