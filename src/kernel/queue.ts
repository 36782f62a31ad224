import { Due, MESSAGE } from "./agenda.ts";
import type { ProcessId, Tick, Ticks } from "./contract.ts";
import { mix } from "./dice.ts";
import type { Shuffled } from "./weather.ts";
import type { Said } from "./world.ts";

/** Salts the shuffling. */
const SHUFFLE = 0x1008;

/** A copy that waits in the queue, with the roll that its name comes to. It is due when it leaves. */
export class Queued extends Due {
  readonly said: Said;
  readonly nth: number;
  readonly roll: number;
  readonly sent: Tick;
  /** What slow nodes at either end add to the way. */
  readonly lag: Ticks;
  constructor(to: ProcessId, from: ProcessId, said: Said, { nth, roll, sent, lag }: Pick<Queued, "nth" | "roll" | "sent" | "lag">) {
    super(0, MESSAGE, to, from, said.message, said.content);
    this.said = said;
    this.nth = nth;
    this.roll = roll;
    this.sent = sent;
    this.lag = lag;
  }
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

  /** Takes out the first `half` of the first `many`, shuffled. */
  private shuffled(many: number, round: number, half: number): readonly Queued[] {
    const { waiting } = this;
    const rolls = new Uint32Array(many);
    for (let place = 0; place < many; place++) rolls[place] = mix(mix(waiting[place]!.roll, SHUFFLE), round);
    const order = orderOf(rolls);
    const leaving: Queued[] = [];
    const isLeaving = new Uint8Array(waiting.length);
    for (let rank = 0; rank < half; rank++) {
      const place = order[rank]!;
      isLeaving[place] = 1;
      leaving.push(waiting[place]!);
    }
    let staying = 0;
    for (let place = 0; place < waiting.length; place++) if (isLeaving[place] === 0) waiting[staying++] = waiting[place]!;
    waiting.length = staying;
    return leaving;
  }
}

/**
 * The places of rolls, the smallest first and equal ones as they stand. Rolls are spread evenly, so that each finds about its place at
 * once: a sort that compares takes three times as long.
 */
const orderOf = (rolls: Uint32Array): Int32Array => {
  const shift = Math.min(31, Math.clz32(rolls.length));
  const ends = new Int32Array(2 + (0xffffffff >>> shift));
  for (const roll of rolls) ends[(roll >>> shift) + 1]!++;
  for (let place = 1; place < ends.length; place++) ends[place]! += ends[place - 1]!;
  const order = new Int32Array(rolls.length);
  for (let place = 0; place < rolls.length; place++) order[ends[rolls[place]! >>> shift]!++] = place;
  for (let rank = 1; rank < order.length; rank++) {
    const place = order[rank]!;
    let to = rank;
    for (; to > 0 && rolls[order[to - 1]!]! > rolls[place]!; to--) order[to] = order[to - 1]!;
    order[to] = place;
  }
  return order;
};
