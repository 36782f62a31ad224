import type { ProcessId, Ticks } from "./contract.ts";
import { mix } from "./dice.ts";
import { fingerprint } from "./fingerprint.ts";
import { unreachable } from "./invariant.ts";
import { isTimed } from "./schedule.ts";
import type { Fate, Move, Then, ThenTimer, TimerFate } from "./schedule.ts";

/** What the fates of one message or timer come to, taken together: it may be both late and doubled. */
export interface Doom {
  isDropped: boolean;
  /** Below zero for a timer that fires early. */
  late: number;
  /** Ticks between the first copy and the second; 0 where there is no second. */
  again: Ticks;
  /** Which moves of the schedule say so. */
  readonly moves: number[];
}

const EVERY = -1;
const TIMER_SALT = 0x2005;

/** The address of one copy of a message: from, to, what it says, for which time. */
const addressOf = (from: ProcessId, to: ProcessId, identity: number, nth: number): number => mix(mix(mix(from, identity), to), nth);

/** The address of one timer: whose, what it says, armed for which time. */
const timerAddressOf = (process: ProcessId, hash: number, nth: number): number => mix(mix(mix(TIMER_SALT, process), hash), nth);

/** The named fates among these moves; a schedule without any needs no table. */
export const fatesIn = (moves: readonly Move[]): Fates | undefined => (moves.every((move) => isTimed(move)) ? undefined : new Fates(moves));

/** The named fates of a schedule, found by the address of a message or a timer. */
export class Fates {
  private readonly dooms = new Map<number, Doom>();
  private readonly met = new Set<number>();
  private hasEvery = false;
  /** Whether any of them is a timer's. */
  hasTimers = false;

  constructor(moves: readonly Move[]) {
    moves.forEach((move, index) => {
      if (move.kind === "fate") this.addMessage(move, index);
      if (move.kind === "timer") this.addTimer(move, index);
    });
  }

  find(from: ProcessId, to: ProcessId, identity: number, nth: number): Doom | undefined {
    const one = this.dooms.get(addressOf(from, to, identity, nth));
    return this.meet(one ?? (this.hasEvery ? this.dooms.get(addressOf(from, to, identity, EVERY)) : undefined));
  }

  findTimer(process: ProcessId, hash: number, nth: number): Doom | undefined {
    const one = this.dooms.get(timerAddressOf(process, hash, nth));
    return this.meet(one ?? (this.hasEvery ? this.dooms.get(timerAddressOf(process, hash, EVERY)) : undefined));
  }

  hasMet(move: number): boolean {
    return this.met.has(move);
  }

  private meet(doom: Doom | undefined): Doom | undefined {
    if (doom !== undefined) for (const move of doom.moves) this.met.add(move);
    return doom;
  }

  private addMessage({ message: { from, to, identity, nth }, then }: Fate, index: number): void {
    this.add(addressOf(from, to, fingerprint(identity), this.numberOf(nth)), then, index);
  }

  private addTimer({ timer: { process, says, nth }, then }: TimerFate, index: number): void {
    this.hasTimers = true;
    this.add(timerAddressOf(process, fingerprint(says), this.numberOf(nth)), then, index);
  }

  private numberOf(nth: number | "every"): number {
    if (nth === "every") this.hasEvery = true;
    return nth === "every" ? EVERY : nth;
  }

  private add(address: number, then: Then | ThenTimer, index: number): void {
    let doom = this.dooms.get(address);
    if (doom === undefined) this.dooms.set(address, (doom = { isDropped: false, late: 0, again: 0, moves: [] }));
    doom.moves.push(index);
    switch (then.kind) {
      case "drop":
        doom.isDropped = true;
        return;
      case "delay":
        doom.late += then.by;
        return;
      case "early":
        doom.late -= then.by;
        return;
      case "duplicate":
        doom.again = Math.max(doom.again, then.after);
        return;
      default:
        return unreachable(then);
    }
  }
}
