import { choose, mix } from "#kernel";
import type { Move, ProcessId, Tick, Ticks, Weather } from "#kernel";

/** Rolls in a row, for making schedules: what is made is then plain data, so nothing can shift under a shrinker. */
export class Dice {
  private rolls = 0;
  private readonly salt: number;
  constructor(salt: number) {
    this.salt = salt;
  }
  below(bound: number): number {
    return choose(mix(this.salt, ++this.rolls), bound);
  }
  /** True once in so many. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }
  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}

/** A sort of hardship that a storm may bring. */
export const HARDSHIPS = ["cut", "crash", "pause", "turn", "weather"] as const;
export type Hardship = (typeof HARDSHIPS)[number];

/** What a storm may do, and for how long. */
export interface Climate {
  readonly nodes: number;
  /** How many nodes may turn. */
  readonly faults: number;
  readonly ticks: Ticks;
  readonly hardships: readonly Hardship[];
  readonly lies: readonly string[];
}

type Timed = Exclude<Move, { kind: "fate" }>;

/** The hardship of one storm. Each sort is on or off for the whole of it: storms of a few sorts find more than storms of all. */
export const storm = (dice: Dice, climate: Climate): Timed[] => {
  const moves: Timed[] = [];
  const { hardships } = climate;
  if (hardships.includes("turn") && dice.oneIn(4)) turnSome(dice, climate, moves);
  if (hardships.includes("cut") && dice.oneIn(3)) cutOnce(dice, climate, moves);
  if (hardships.includes("pause") && dice.oneIn(3)) pauseOnce(dice, climate, moves);
  if (hardships.includes("crash") && !dice.oneIn(3))
    for (let times = 1 + dice.below(3); times > 0; times--) crashOnce(dice, climate, moves);
  return moves;
};

/** Weather of one run: calm now and then, else with any of delay, loss and duplication. */
export const weatherFrom = (dice: Dice, hardships: readonly Hardship[]): Weather => {
  if (!hardships.includes("weather") || dice.oneIn(8)) return "calm";
  return {
    delayTicksMin: 1,
    delayTicksMax: 1 + dice.below(DELAY_TICKS_MAX),
    lossPermille: dice.oneIn(2) ? 0 : dice.below(LOSS_PERMILLE_MAX),
    duplicatePermille: dice.oneIn(2) ? 0 : dice.below(DUPLICATE_PERMILLE_MAX),
  };
};

const DELAY_TICKS_MAX = 10;
const LOSS_PERMILLE_MAX = 200;
const DUPLICATE_PERMILLE_MAX = 100;
/** Effects after which a crash inside a handler may strike: more than a small broadcast with its sync has. */
const INSIDE_MAX = 6;

const turnSome = (dice: Dice, { nodes, faults, lies, ticks }: Climate, moves: Timed[]): void => {
  if (lies.length === 0) return;
  for (let liars = 0; liars < faults; liars++)
    moves.push({
      at: dice.oneIn(2) ? 0 : dice.below(ticks),
      kind: "turn",
      node: (dice.below(nodes) + liars) % nodes,
      lie: dice.pick(lies),
    });
};

const cutOnce = (dice: Dice, { nodes, ticks }: Climate, moves: Timed[]): void => {
  const from: ProcessId[] = [];
  const to: ProcessId[] = [];
  for (let node = 0; node < nodes; node++) (dice.oneIn(2) ? from : to).push(node);
  const at = dice.below(ticks);
  moves.push({ at, kind: "cut", from, to, ways: dice.oneIn(3) ? "one" : "both" });
  if (!dice.oneIn(4)) moves.push({ at: later(dice, at, ticks), kind: "heal" });
};

const pauseOnce = (dice: Dice, { nodes, ticks }: Climate, moves: Timed[]): void => {
  const at = dice.below(ticks);
  const node = dice.below(nodes);
  moves.push({ at, kind: "pause", node });
  if (!dice.oneIn(4)) moves.push({ at: later(dice, at, ticks), kind: "resume", node });
};

const crashOnce = (dice: Dice, { nodes, ticks }: Climate, moves: Timed[]): void => {
  const at = dice.below(ticks);
  const node = dice.below(nodes);
  moves.push({ at, kind: "crash", node, inside: dice.oneIn(2) ? "nothing" : dice.below(INSIDE_MAX), kept: dice.below(3) });
  if (!dice.oneIn(4)) moves.push({ at: later(dice, at, ticks), kind: "restart", node });
};

/** A tick after this one, still within the storm. */
const later = (dice: Dice, at: Tick, ticks: Ticks): Tick => Math.min(ticks - 1, at + 1 + dice.below(LATER_TICKS_MAX));

const LATER_TICKS_MAX = 16;
