import type { Dice, Hardship } from "#adversary";
import type { Plain, Setup, Ticks } from "#kernel";

/** What a hunt may do: how many nodes, which hardship, what clients ask for. */
export interface Ground {
  readonly nodes: readonly number[];
  readonly topology: Setup["topology"];
  readonly delta: Ticks;
  /** Ticks of storm before the calm. */
  readonly storm: number;
  readonly calm: Ticks;
  readonly hardships: readonly Hardship[];
  /** The lies a node may turn to; never more than the fault budget of `faultsOf` lie in one run. */
  readonly lies: readonly string[];
  faultsOf(nodes: number): number;
  /** The most events of one run: more is `unknown`. */
  readonly eventsMax: number;
  /** The most calls of one run; 0 where nobody asks for anything, as in an election. Then `operation` is never asked. */
  readonly calls: number;
  /** What the next client asks for, given what was asked before and of how many nodes. */
  operation(dice: Dice, earlier: readonly Plain[], nodes: number): Plain;
  /** The same operations under names in the order in which they come, so that two findings of one bug read the same. */
  rename?(operations: readonly Plain[]): readonly Plain[];
  /** Operations simpler than this one, the simplest first; the shrinker tries them. */
  simpler?(operation: Plain): readonly Plain[];
}
