import type { ProcessId, Ticks } from "./contract.ts";
import type { Clog, Cut } from "./schedule.ts";

/** What moves have made of the links: which are cut, which are clogged, and who is slow. Calm weather knows none of it. */
export class Links {
  private cuts: readonly Cut[] = [];
  private clogs: readonly Clog[] = [];
  private lags: Map<ProcessId, Ticks> | undefined = undefined;

  cut(cut: Cut): void {
    this.cuts = [...this.cuts, cut];
  }

  clog(clog: Clog): void {
    this.clogs = [...this.clogs, clog];
  }

  /** Says whether there was anything to heal. */
  heal(): boolean {
    const isIll = this.cuts.length + this.clogs.length > 0;
    this.cuts = [];
    this.clogs = [];
    return isIll;
  }

  /** Says whether that is new. */
  slow(process: ProcessId, by: Ticks): boolean {
    if (this.lagOf(process) === by) return false;
    this.lags ??= new Map();
    this.lags.set(process, by);
    return true;
  }

  isCut(from: ProcessId, to: ProcessId): boolean {
    for (const { from: side, to: other, ways } of this.cuts) {
      if (side.includes(from) && other.includes(to)) return true;
      if (ways === "both" && side.includes(to) && other.includes(from)) return true;
    }
    return false;
  }

  isClogged(from: ProcessId, to: ProcessId): boolean {
    for (const { from: side, to: other } of this.clogs) if (side.includes(from) && other.includes(to)) return true;
    return false;
  }

  /** What slow nodes at either end add to the way. */
  lag(from: ProcessId, to: ProcessId): Ticks {
    return this.lags === undefined ? 0 : this.lagOf(from) + this.lagOf(to);
  }

  private lagOf(process: ProcessId): Ticks {
    return this.lags?.get(process) ?? 0;
  }
}
