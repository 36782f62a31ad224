import { choose, mix, unreachable } from "#kernel";
import type { NodeId, ProcessId, Tick, Ticks, Timed, TimerWeather, Weather } from "#kernel";

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

/** What a storm may bring that leaves every node honest. */
export const HARDSHIPS = ["cut", "clog", "crash", "pause", "slow", "skew", "timers", "retry", "weather"] as const;
/** What makes a node faulty: as many nodes as the fault budget has, each in a way of its own. */
export const FAULTS = ["turn", "twin", "disk"] as const;
export type Hardship = (typeof HARDSHIPS | typeof FAULTS)[number];

/** What a storm may do, and for how long. */
export interface Climate {
  readonly nodes: number;
  /** How many nodes may turn. */
  readonly faults: number;
  readonly ticks: Ticks;
  readonly hardships: readonly Hardship[];
  readonly lies: readonly string[];
}

/** The hardship of one storm. Each sort is on or off for the whole of it: storms of a few sorts find more than storms of all. */
export const storm = (dice: Dice, climate: Climate): Timed[] => {
  const moves: Timed[] = [];
  const { hardships } = climate;
  if (FAULTS.some((fault) => hardships.includes(fault)) && dice.oneIn(4)) spoilSome(dice, climate, moves);
  if (hardships.includes("cut") && dice.oneIn(3)) cutOnce(dice, climate, moves);
  if (hardships.includes("clog") && dice.oneIn(6)) clogOnce(dice, climate, moves);
  if (hardships.includes("slow") && dice.oneIn(6)) slowOnce(dice, climate, moves);
  if (hardships.includes("skew") && dice.oneIn(6)) skewOnce(dice, climate, moves);
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
    ...(hardships.includes("timers") && dice.oneIn(4) ? { timers: timersFrom(dice) } : {}),
  };
};

const timersFrom = (dice: Dice): TimerWeather => ({
  earlyPermille: dice.below(TIMER_PERMILLE_MAX),
  latePermille: dice.below(TIMER_PERMILLE_MAX),
  dropPermille: dice.oneIn(2) ? 0 : dice.below(TIMER_PERMILLE_MAX),
  byTicksMax: 1 + dice.below(TIMER_TICKS_MAX),
});

const DELAY_TICKS_MAX = 10;
const LOSS_PERMILLE_MAX = 200;
const DUPLICATE_PERMILLE_MAX = 100;
const TIMER_PERMILLE_MAX = 200;
const TIMER_TICKS_MAX = 16;
/** Effects after which a crash inside a handler may strike: more than a small broadcast with its sync has. */
const INSIDE_MAX = 6;

type Faults = readonly (typeof FAULTS)[number][];

const spoilSome = (dice: Dice, climate: Climate, moves: Timed[]): void => {
  const faults = FAULTS.filter((fault) => climate.hardships.includes(fault));
  for (let spoilt = 0; spoilt < climate.faults; spoilt++) {
    const at = dice.oneIn(2) ? 0 : dice.below(climate.ticks);
    const node = (dice.below(climate.nodes) + spoilt) % climate.nodes;
    spoil(dice, climate, { at, node, fault: faults.length === 1 ? faults[0]! : dice.pick(faults) }, moves);
  }
};

interface Fault {
  readonly at: Tick;
  readonly node: NodeId;
  readonly fault: Faults[number];
}

const spoil = (dice: Dice, { nodes, lies, ticks }: Climate, { at, node, fault }: Fault, moves: Timed[]): void => {
  switch (fault) {
    case "turn":
      if (lies.length > 0) moves.push({ at, kind: "turn", node, lie: dice.pick(lies) });
      return;
    case "twin":
      moves.push({ at, kind: "twin", node, peers: allBut(node, nodes).filter(() => dice.oneIn(2)) });
      return;
    case "disk": {
      // A disk that lies shows only to whom a crash makes read it.
      const crashed = later(dice, at, ticks);
      moves.push({ at, kind: "disk", node, fault: dice.oneIn(3) ? { kind: "stale" } : { kind: "torn", kept: dice.below(2) } });
      moves.push({ at: crashed, kind: "crash", node, inside: dice.oneIn(2) ? "nothing" : dice.below(INSIDE_MAX), kept: dice.below(2) });
      moves.push({ at: later(dice, crashed, ticks), kind: "restart", node });
      return;
    }
    default:
      return unreachable(fault);
  }
};

const allBut = (node: NodeId, nodes: number): NodeId[] => {
  const others: NodeId[] = [];
  for (let other = 0; other < nodes; other++) if (other !== node) others.push(other);
  return others;
};

const cutOnce = (dice: Dice, { nodes, ticks }: Climate, moves: Timed[]): void => {
  const from: ProcessId[] = [];
  const to: ProcessId[] = [];
  for (let node = 0; node < nodes; node++) (dice.oneIn(2) ? from : to).push(node);
  const at = dice.below(ticks);
  moves.push({ at, kind: "cut", from, to, ways: dice.oneIn(3) ? "one" : "both" });
  if (!dice.oneIn(4)) moves.push({ at: later(dice, at, ticks), kind: "heal" });
};

const clogOnce = (dice: Dice, { nodes, ticks }: Climate, moves: Timed[]): void => {
  const node: ProcessId = dice.below(nodes);
  const others = allBut(node as number, nodes).map((other) => other as number);
  const at = dice.below(ticks);
  moves.push(dice.oneIn(2) ? { at, kind: "clog", from: [node], to: others } : { at, kind: "clog", from: others, to: [node] });
  if (!dice.oneIn(4)) moves.push({ at: later(dice, at, ticks), kind: "heal" });
};

const slowOnce = (dice: Dice, { nodes, ticks }: Climate, moves: Timed[]): void => {
  const at = dice.below(ticks);
  const node = dice.below(nodes);
  moves.push({ at, kind: "slow", node, by: 1 + dice.below(SLOW_TICKS_MAX) });
  if (!dice.oneIn(4)) moves.push({ at: later(dice, at, ticks), kind: "slow", node, by: 0 });
};

const skewOnce = (dice: Dice, { nodes, ticks }: Climate, moves: Timed[]): void => {
  const by = dice.oneIn(2) ? 0 : dice.below(2 * SKEW_TICKS_MAX + 1) - SKEW_TICKS_MAX;
  const driftPermille = dice.oneIn(2) ? 0 : dice.below(2 * DRIFT_PERMILLE_MAX + 1) - DRIFT_PERMILLE_MAX;
  moves.push({ at: dice.below(ticks), kind: "skew", node: dice.below(nodes), by, driftPermille });
};

const SLOW_TICKS_MAX = 12;
const SKEW_TICKS_MAX = 24;
const DRIFT_PERMILLE_MAX = 500;

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
export const later = (dice: Dice, at: Tick, ticks: Ticks): Tick => Math.min(ticks - 1, at + 1 + dice.below(LATER_TICKS_MAX));

const LATER_TICKS_MAX = 16;
