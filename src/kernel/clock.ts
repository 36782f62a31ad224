import type { Tick, Ticks } from "./contract.ts";

/** What a clock counts while a thousand true ticks pass. */
const TRUE_RATE = 1_000;

/** A node's own clock, once it differs from true time: it stands still in a pause, jumps by a skew, and drifts. */
export class Clock {
  private since: Tick;
  private reading: Tick;
  private rate = TRUE_RATE;
  private stoppedAt: Tick | undefined = undefined;

  constructor(now: Tick) {
    this.since = now;
    this.reading = now;
  }

  /** Whether it counts as many ticks as truly pass. */
  get isTrue(): boolean {
    return this.rate === TRUE_RATE;
  }

  /** What it shows at this true time. */
  at(now: Tick): Tick {
    return this.reading + Math.floor(((this.moment(now) - this.since) * this.rate) / TRUE_RATE);
  }

  /** The true time up to which it has counted: in a pause, when that began. */
  moment(now: Tick): Tick {
    return this.stoppedAt ?? now;
  }

  /** True ticks until it has counted so many. */
  lasting(ticks: Ticks): Ticks {
    return this.isTrue ? ticks : Math.ceil((ticks * TRUE_RATE) / this.rate);
  }

  /** What it counts while so many true ticks pass. */
  counting(ticks: Ticks): Ticks {
    return Math.floor((ticks * this.rate) / TRUE_RATE);
  }

  skew(now: Tick, by: number, driftPermille: number): void {
    this.reading = this.at(now) + by;
    this.since = this.moment(now);
    this.rate = TRUE_RATE + driftPermille;
  }

  stop(now: Tick): void {
    this.stoppedAt = now;
  }

  /** Whoever dies in a pause is not paused any more: what it has missed meanwhile has passed. */
  wake(): void {
    this.stoppedAt = undefined;
  }

  /** Goes on from where it stopped, and tells for how long it stood. */
  go(now: Tick): Ticks {
    const stood = now - this.stoppedAt!;
    this.stoppedAt = undefined;
    this.since += stood;
    return stood;
  }
}
