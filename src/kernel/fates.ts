import type { ProcessId, Ticks } from "./contract.ts";
import { mix } from "./dice.ts";
import { fingerprint } from "./fingerprint.ts";
import { unreachable } from "./invariant.ts";
import type { Fate, Move } from "./schedule.ts";

/** What the fates of one message come to, taken together: it may be both late and doubled. */
export interface Doom {
  isDropped: boolean;
  late: Ticks;
  /** Ticks between the first copy and the second; 0 where there is no second. */
  again: Ticks;
  /** Which moves of the schedule say so. */
  readonly moves: number[];
}

const EVERY = -1;

/** The address of one copy of a message: from, to, what it says, for which time. */
const addressOf = (from: ProcessId, to: ProcessId, identity: number, nth: number): number => mix(mix(mix(from, identity), to), nth);

/** The named fates among these moves; a schedule without any needs no table. */
export const fatesIn = (moves: readonly Move[]): Fates | undefined =>
  moves.some((move) => move.kind === "fate") ? new Fates(moves) : undefined;

/** The named fates of a schedule, found by the address of a message. */
export class Fates {
  private readonly dooms = new Map<number, Doom>();
  private readonly met = new Set<number>();
  private hasEvery = false;

  constructor(moves: readonly Move[]) {
    moves.forEach((move, index) => {
      if (move.kind === "fate") this.add(move, index);
    });
  }

  find(from: ProcessId, to: ProcessId, identity: number, nth: number): Doom | undefined {
    const one = this.dooms.get(addressOf(from, to, identity, nth));
    const doom = one ?? (this.hasEvery ? this.dooms.get(addressOf(from, to, identity, EVERY)) : undefined);
    if (doom !== undefined) for (const move of doom.moves) this.met.add(move);
    return doom;
  }

  hasMet(move: number): boolean {
    return this.met.has(move);
  }

  private add({ message, then }: Fate, index: number): void {
    const nth = message.nth === "every" ? EVERY : message.nth;
    if (nth === EVERY) this.hasEvery = true;
    const address = addressOf(message.from, message.to, fingerprint(message.identity), nth);
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
      case "duplicate":
        doom.again = Math.max(doom.again, then.after);
        return;
      default:
        return unreachable(then);
    }
  }
}
