import { Due, NOTHING, TIMER } from "./agenda.ts";
import { Clock } from "./clock.ts";
import type { ProcessId, Tagged, Tick, Ticks } from "./contract.ts";
import { mix } from "./dice.ts";
import type { World } from "./world.ts";

const TIMER_SALT = 0x2002;

/** The clock of one process and the timers armed on it, in the order they were armed: a chain, for they are a handful at a time. */
export class Timers {
  private first: Due | undefined = undefined;
  /** Its clock, where that has come to differ from true time. */
  private clock: Clock | undefined = undefined;
  /** When those should have fired that fire late, by what they say. */
  private meant: Map<number, Tick> | undefined = undefined;
  private readonly world: World;
  private readonly process: ProcessId;

  constructor(world: World, process: ProcessId) {
    this.world = world;
    this.process = process;
  }

  /** What the clock shows. */
  get now(): Tick {
    return this.clock === undefined ? this.world.now : this.clock.at(this.world.now);
  }

  /** Arms a timer, or moves it, and tells when it fires. */
  arm(timer: Tagged, hash: number, after: Ticks): Tick {
    const { alarms, now } = this.world;
    const ticks = this.clock === undefined ? after : this.clock.lasting(after);
    const lasts = alarms === undefined ? ticks : alarms.lasting(this.process, timer, hash, ticks);
    this.cancel(hash);
    this.plan(timer, hash, now + lasts);
    this.meant?.delete(hash);
    if (lasts > ticks) (this.meant ??= new Map()).set(hash, now + ticks);
    return now + lasts;
  }

  cancel(hash: number): void {
    const due = this.remove(hash);
    if (due !== undefined) due.kind = NOTHING;
  }

  /** Takes out the one that says this, if it is armed. */
  remove(hash: number): Due | undefined {
    let before: Due | undefined = undefined;
    for (let due = this.first; due !== undefined; before = due, due = due.beside) {
      if (due.hash !== hash) continue;
      if (before === undefined) this.first = due.beside;
      else before.beside = due.beside;
      due.beside = undefined;
      return due;
    }
    return undefined;
  }

  /** None of them fires any more. */
  clear(): void {
    this.clock?.wake();
    this.empty();
  }

  stop(): void {
    this.clockNow().stop(this.world.now);
  }

  /** The clock goes on from where it stopped: every armed timer moves by as long as it stood. */
  go(): void {
    const stood = this.clockNow().go(this.world.now);
    for (const { what, hash, at } of this.empty()) this.plan(what as Tagged, hash, at + stood);
    for (const [hash, at] of this.meant ?? []) this.meant!.set(hash, at + stood);
  }

  /** The clock jumps, and drifts from now on; what is armed has as many of its ticks left as before. */
  skew(by: number, driftPermille: number): void {
    this.retime(() => this.clockNow().skew(this.world.now, by, driftPermille));
  }

  /** The clock runs true again, and what a fate held back fires when it should have, or now. */
  calm(): void {
    const { clock, meant } = this;
    this.meant = undefined;
    if (clock?.isTrue === false) this.retime(() => clock.skew(this.world.now, 0, 0), meant);
    else if (meant !== undefined) this.retime(() => undefined, meant);
  }

  /** What is armed, with the time it has left, in any order. */
  fingerprint(): number {
    let sum = 0;
    for (let due = this.first; due !== undefined; due = due.beside)
      sum = (sum + mix(mix(TIMER_SALT, due.hash), due.at - this.world.now)) | 0;
    return sum;
  }

  /** Every timer with its tick, for people. */
  snapshot(): Map<unknown, Tick> {
    const timers = new Map<unknown, Tick>();
    for (let due = this.first; due !== undefined; due = due.beside) timers.set(due.what, due.at);
    return timers;
  }

  /** Plans every timer anew, whose time is counted by a clock that changes now. */
  private retime(change: () => void, meant?: ReadonlyMap<number, Tick>): void {
    // In a pause no time has passed for the node, so what is planned here may lie behind: `go` plans it anew.
    const now = this.clock?.moment(this.world.now) ?? this.world.now;
    const armed = this.empty().map((due) => {
      const left = Math.max(0, (meant?.get(due.hash) ?? due.at) - now);
      return { due, left: this.clock === undefined ? left : this.clock.counting(left) };
    });
    change();
    for (const { due, left } of armed)
      this.plan(due.what as Tagged, due.hash, now + (this.clock === undefined ? left : this.clock.lasting(left)));
  }

  private empty(): Due[] {
    const all: Due[] = [];
    for (let due = this.first; due !== undefined; due = due.beside) all.push(due);
    for (const due of all) {
      due.beside = undefined;
      due.kind = NOTHING;
    }
    this.first = undefined;
    return all;
  }

  private plan(timer: Tagged, hash: number, at: Tick): void {
    const due = new Due(at, TIMER, this.process, this.process, timer, hash);
    this.add(due);
    this.world.agenda.plan(due);
  }

  private add(due: Due): void {
    let last = this.first;
    while (last?.beside !== undefined) last = last.beside;
    if (last === undefined) this.first = due;
    else last.beside = due;
  }

  private clockNow(): Clock {
    return (this.clock ??= new Clock(this.world.now));
  }
}
