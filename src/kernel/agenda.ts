import type { ProcessId, Tick } from "./contract.ts";

/** Ticks the ring holds: a power of two above the usual delay and timer. What is due later waits in `far`. */
const HORIZON = 64;

/** What kind of thing is due. Small integers, because the loop switches on them. A disarmed timer becomes nothing and is passed over. */
export const NOTHING = 0;
export const MESSAGE = 1;
export const TIMER = 2;
/** Of no process: the next round of the network is due. */
export const ROUND = 3;
type Kind = typeof NOTHING | typeof MESSAGE | typeof TIMER | typeof ROUND;

/** One thing that is due: a message to deliver, a timer to fire, a round of the network; of one shape for all. */
export class Due {
  /** The one after it in its chain; after the last comes the first. */
  next: Due = this;
  /** The timer armed after this one, by the same process. */
  beside: Due | undefined = undefined;
  at: Tick;
  kind: Kind;
  readonly process: ProcessId;
  readonly from: ProcessId;
  readonly what: unknown;
  /** The hash of what it says. */
  readonly hash: number;
  constructor(at: Tick, kind: Kind, process: ProcessId, from: ProcessId, what: unknown, hash: number) {
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
  /** The last of each chain, which leads back to its first: one slot a tick, and no need to fill them before a run. */
  private readonly chains: (Due | undefined)[] = new Array<Due | undefined>(HORIZON);
  private far: Map<Tick, Due[]> | undefined = undefined;
  private held: Due[] | undefined = undefined;
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
    const last = this.chains[slot];
    if (last === undefined) return undefined;
    this.size--;
    const due = last.next;
    if (due === last) this.chains[slot] = undefined;
    else last.next = due.next;
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

  /** Keeps a message back until the links heal. */
  hold(due: Due): void {
    this.size++;
    this.held ??= [];
    this.held.push(due);
  }

  /** What was kept back is due at once, in the order in which it was said; what would not have come yet keeps its time. */
  release(): void {
    const { held, now } = this;
    this.held = undefined;
    this.size -= held?.length ?? 0;
    for (const { at, kind, process, from, what, hash } of held ?? [])
      this.plan(new Due(Math.max(at, now), kind, process, from, what, hash));
  }

  /** Whether nothing that still stands is due. */
  isQuiet(): boolean {
    if (this.size === 0) return true;
    for (let slot = 0; slot < HORIZON; slot++) {
      const last = this.chains[slot];
      if (last === undefined) continue;
      let due = last;
      do {
        if (due.kind !== NOTHING) return false;
        due = due.next;
      } while (due !== last);
    }
    return this.far === undefined || [...this.far.values()].every((waiting) => waiting.every(({ kind }) => kind === NOTHING));
  }

  /** No message comes later than at this tick, no round comes any more, and what no longer stands is gone; else all keeps its order. */
  hasten(tick: Tick): void {
    const { far, now } = this;
    this.far = undefined;
    this.size = 0;
    for (let at = now; at < now + HORIZON; at++) {
      const slot = at & (HORIZON - 1);
      const last = this.chains[slot];
      if (last === undefined) continue;
      this.chains[slot] = undefined;
      let next = last.next;
      for (let due: Due | undefined = undefined; due !== last;) {
        due = next;
        next = due.next;
        this.bring(due, tick);
      }
    }
    const ticks = far === undefined ? [] : [...far.keys()].sort((a, b) => a - b);
    for (const at of ticks) for (const due of far!.get(at)!) this.bring(due, tick);
  }

  private bring(due: Due, tick: Tick): void {
    if (due.kind === NOTHING || due.kind === ROUND) return;
    if (due.kind === MESSAGE && due.at > tick) due.at = tick;
    this.plan(due);
  }

  private chain(due: Due): void {
    const slot = due.at & (HORIZON - 1);
    const last = this.chains[slot];
    if (last === undefined) {
      due.next = due;
    } else {
      due.next = last.next;
      last.next = due;
    }
    this.chains[slot] = due;
  }

  private postpone(due: Due): void {
    this.far ??= new Map();
    const waiting = this.far.get(due.at);
    if (waiting === undefined) this.far.set(due.at, [due]);
    else waiting.push(due);
  }
}
