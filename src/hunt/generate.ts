import { Dice, storm, weatherFrom } from "#adversary";
import type { Move, Plain, Schedule, Seed } from "#kernel";
import { digitsOf, saltOf } from "#kernel";
import type { Ground } from "./ground.ts";

/** The schedule of one seed: what clients ask for, in a storm. */
export const generate = (ground: Ground, config: string, seed: Seed): Schedule => {
  const dice = new Dice(saltOf(seed));
  const nodes = dice.pick(ground.nodes);
  const faults = ground.faultsOf(nodes);
  const moves = [...calls(dice, ground, nodes), ...storm(dice, { ...ground, nodes, faults, ticks: ground.storm })];
  return {
    config,
    setup: { nodes, seed: digitsOf(seed.high, seed.low), topology: ground.topology, faults, delta: ground.delta },
    weather: weatherFrom(dice, ground.hardships),
    moves: moves.sort((a, b) => a.at - b.at),
    calm: { from: ground.storm, for: ground.calm },
  };
};

type Timed = Exclude<Move, { kind: "fate" }>;

/** Calls come in bursts: those that are to meet as rivals must be about at one time. */
const calls = (dice: Dice, ground: Ground, nodes: number): Timed[] => {
  const asked: Plain[] = [];
  const moves: Timed[] = [];
  let at = dice.below(BURST_TICKS);
  const wanted = 1 + dice.below(ground.calls);
  while (asked.length < wanted) {
    const operation = ground.operation(dice, asked);
    asked.push(operation);
    moves.push({ at, kind: "submit", name: asked.length, node: dice.below(nodes), operation });
    if (!dice.oneIn(3)) at = Math.min(ground.storm - 1, at + dice.below(BURST_TICKS));
  }
  return moves;
};

const BURST_TICKS = 12;
