import type { ProcessId, Tagged, Ticks } from "./contract.ts";
import { choose, mix } from "./dice.ts";
import type { Fates } from "./fates.ts";
import type { Fate, ThenTimer, TimerFate } from "./schedule.ts";
import { Tally } from "./tally.ts";
import type { TimerWeather } from "./weather.ts";

/** Salts, so that the sort of chance and its length are independent of each other. */
const TIMER = 0x1006;
const LENGTH = 0x1007;
/** A timer that is dropped does not fire before the calm: no storm is as long. */
const NEVER = 2 ** 30;

/** What of a run chance leans on: its seed, and where what it chose is written down. */
interface Chance {
  readonly salt: number;
  readonly isRecorded: boolean;
  readonly rolled: (Fate | TimerFate)[];
}

/** Decides when a timer fires: its named fates first, then chance. A run without either has none of this. */
export class Alarms {
  private readonly armed = new Tally();
  private readonly chance: Chance;
  /** Fates and chance, while the storm lasts. */
  private fates: Fates | undefined;
  private weather: TimerWeather | undefined;

  constructor(chance: Chance, fates: Fates | undefined, weather: TimerWeather | undefined) {
    this.chance = chance;
    this.fates = fates;
    this.weather = weather;
  }

  /** True ticks until it fires, which are at least one. */
  lasting(process: ProcessId, timer: Tagged, hash: number, ticks: Ticks): Ticks {
    const nth = this.armed.count(mix(hash, process));
    const doom = this.fates?.findTimer(process, hash, nth);
    if (doom !== undefined) return doom.isDropped ? NEVER : Math.max(1, ticks + doom.late);
    if (this.weather === undefined) return ticks;
    const then = this.rolled(mix(mix(mix(mix(this.chance.salt, TIMER), process), hash), nth), this.weather, ticks);
    if (then === undefined) return ticks;
    if (this.chance.isRecorded) this.chance.rolled.push({ kind: "timer", timer: { process, says: timer as never, nth }, then });
    if (then.kind === "drop") return NEVER;
    return then.kind === "early" ? ticks - then.by : ticks + then.by;
  }

  /** From now on timers fire when they should, whatever is named: in the calm no message meets its fate either. */
  calm(): void {
    this.fates = undefined;
    this.weather = undefined;
  }

  private rolled(
    roll: number,
    { earlyPermille, latePermille, dropPermille, byTicksMax }: TimerWeather,
    ticks: Ticks,
  ): ThenTimer | undefined {
    const permille = choose(roll, 1_000);
    const by = 1 + choose(mix(roll, LENGTH), byTicksMax);
    if (permille < dropPermille) return { kind: "drop" };
    if (permille < dropPermille + latePermille) return { kind: "delay", by };
    if (permille >= dropPermille + latePermille + earlyPermille || ticks === 1) return undefined;
    return { kind: "early", by: Math.min(by, ticks - 1) };
  }
}
