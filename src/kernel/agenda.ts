import type { ProcessId, Tick } from "./contract.ts";

/** Ticks the ring holds: a power of two above the usual delay and timer. What is due later waits in `far`. */
const HORIZON = 64;

/** What kind of thing is due. Small integers, because the loop switches on them. */
export const MESSAGE = 1;
export const TIMER = 2;

/** One thing that is due: a message to deliver or a timer to fire, of one shape for both. */
export class Due {
  next: Due | undefined = undefined;
  /** Whether it still stands: a disarmed timer stays in its chain and is passed over. */
  live = true;
  readonly at: Tick;
  readonly kind: typeof MESSAGE | typeof TIMER;
  readonly process: ProcessId;
  readonly from: ProcessId;
  readonly what: unknown;
  /** The hash of what it says. */
  readonly hash: number;
  constructor(at: Tick, kind: typeof MESSAGE | typeof TIMER, process: ProcessId, from: ProcessId, what: unknown, hash: number) {
    this.at = at;
    this.kind = kind;
    this.process = process;
    this.from = from;
    this.what = what;
    this.hash = hash;
  }
}

/** All that is due, by tick and then in the order it was planned: a ring of chains, one for each tick. */
export class Agenda {
  private readonly first: (Due | undefined)[] = new Array<Due | undefined>(HORIZON).fill(undefined);
  private readonly last: (Due | undefined)[] = new Array<Due | undefined>(HORIZON).fill(undefined);
  private far: Map<Tick, Due[]> | undefined = undefined;
  private now: Tick = 0;
  /** How many are planned, those that no longer stand included. */
  size = 0;

  plan(due: Due): void {
    this.size++;
    if (due.at - this.now < HORIZON) this.chain(due);
    else this.postpone(due);
  }

  /** The next thing due at this tick. What is planned for this tick while it is worked through comes last. */
  take(): Due | undefined {
    const slot = this.now & (HORIZON - 1);
    const due = this.first[slot];
    if (due === undefined) return undefined;
    this.size--;
    this.first[slot] = due.next;
    if (due.next === undefined) this.last[slot] = undefined;
    return due;
  }

  /** Moves on by one tick. What has come within the ring joins it before anything new can be planned there. */
  advance(): void {
    this.now++;
    if (this.far === undefined) return;
    const edge = this.now + HORIZON - 1;
    const waiting = this.far.get(edge);
    if (waiting === undefined) return;
    this.far.delete(edge);
    for (const due of waiting) this.chain(due);
  }

  /** Goes straight to a tick, where nothing is due before it. */
  jump(tick: Tick): void {
    this.now = tick;
  }

  /** Takes out all that is due, in order: for the rare occasions when the future is planned anew. */
  empty(): Due[] {
    const all: Due[] = [];
    for (let at = this.now; at < this.now + HORIZON; at++) {
      const slot = at & (HORIZON - 1);
      for (let due = this.first[slot]; due !== undefined; due = due.next) all.push(due);
      this.first[slot] = this.last[slot] = undefined;
    }
    if (this.far !== undefined) {
      const ticks = [...this.far.keys()].sort((a, b) => a - b);
      for (const tick of ticks) all.push(...this.far.get(tick)!);
    }
    this.far = undefined;
    this.size = 0;
    return all;
  }

  private chain(due: Due): void {
    const slot = due.at & (HORIZON - 1);
    const last = this.last[slot];
    due.next = undefined;
    if (last === undefined) this.first[slot] = due;
    else last.next = due;
    this.last[slot] = due;
  }

  private postpone(due: Due): void {
    this.far ??= new Map();
    const waiting = this.far.get(due.at);
    if (waiting === undefined) this.far.set(due.at, [due]);
    else waiting.push(due);
  }
}
