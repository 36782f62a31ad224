import type { ProcessId, Tick, Ticks } from "./contract.ts";
import { mix } from "./dice.ts";
import type { Shuffled } from "./weather.ts";
import type { Said } from "./world.ts";

/** Salts the shuffling. */
const SHUFFLE = 0x1008;
/** A number holds 53 bits: what its roll leaves of them is for the place of a copy, which decides between equal rolls. */
const PLACE_BITS = 21;

/** A copy that waits in the queue, with the roll that its name comes to. */
export interface Queued {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly said: Said;
  readonly nth: number;
  readonly roll: number;
  readonly sent: Tick;
  /** What slow nodes at either end add to the way. */
  readonly lag: Ticks;
}

/** Those that leave the queue in one round, in their order. */
export interface Leaving {
  readonly delivered: readonly Queued[];
  readonly lost: readonly Queued[];
}

/** The queue of the shuffled weather: what was sent and has not left it, in the order in which it was sent. */
export class Queue {
  private waiting: Queued[] = [];
  private readonly weather: Shuffled;

  constructor(weather: Shuffled) {
    this.weather = weather;
  }

  get size(): number {
    return this.waiting.length;
  }

  add(copy: Queued): void {
    this.waiting.push(copy);
  }

  /** The tick of the next round after this one. */
  nextRound(now: Tick): Tick {
    const { everyTicks } = this.weather;
    return (Math.floor(now / everyTicks) + 1) * everyTicks;
  }

  /** Takes out what leaves in the round of this tick. What was sent in this very tick takes no part yet. */
  leave(now: Tick): Leaving {
    const { waiting } = this;
    let many = waiting.length;
    while (many > 0 && waiting[many - 1]!.sent === now) many--;
    const half = many >> 1;
    const { lostOneIn, everyTicks } = this.weather;
    const lost = lostOneIn === 0 ? 0 : Math.min(half, Math.floor(many / lostOneIn));
    const leaving = this.shuffled(many, now / everyTicks, half);
    return { delivered: leaving.slice(0, half - lost), lost: leaving.slice(half - lost) };
  }

  /** Takes out all that is left, in the order in which it was sent. */
  empty(): readonly Queued[] {
    const all = this.waiting;
    this.waiting = [];
    return all;
  }

  /** Takes out the first `half` of the first `many`, shuffled. Numbers are sorted, not copies: it takes a tenth of the time. */
  private shuffled(many: number, round: number, half: number): readonly Queued[] {
    const { waiting } = this;
    const spare = Math.max(0, 32 - Math.clz32(many) - PLACE_BITS);
    const size = 2 ** (PLACE_BITS + spare);
    const keys = new Float64Array(many);
    for (let place = 0; place < many; place++) keys[place] = (mix(mix(waiting[place]!.roll, SHUFFLE), round) >>> spare) * size + place;
    keys.sort();
    const leaving: Queued[] = [];
    const isLeaving = new Uint8Array(many);
    for (let rank = 0; rank < half; rank++) {
      const place = keys[rank]! % size;
      isLeaving[place] = 1;
      leaving.push(waiting[place]!);
    }
    this.waiting = waiting.filter((_, place) => place >= many || isLeaving[place] === 0);
    return leaving;
  }
}
