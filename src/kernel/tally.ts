const SLOTS_AT_FIRST = 64;

/**
 * Counts how often each name was said: open addressing over two arrays of small integers. Two names that share 32 bits share a
 * count, on every replay alike.
 */
export class Tally {
  private mask = SLOTS_AT_FIRST - 1;
  private size = 0;
  private names: number[] = new Array<number>(SLOTS_AT_FIRST).fill(0);
  private counts: number[] = new Array<number>(SLOTS_AT_FIRST).fill(0);

  /** How often before now. */
  count(name: number): number {
    const slot = this.slotOf(name);
    const before = this.counts[slot]!;
    this.counts[slot] = before + 1;
    if (before > 0) return before;
    this.names[slot] = name;
    if (++this.size * 2 > this.mask) this.grow();
    return 0;
  }

  private slotOf(name: number): number {
    let slot = (name ^ (name >>> 16)) & this.mask;
    while (this.counts[slot]! > 0 && this.names[slot] !== name) slot = (slot + 1) & this.mask;
    return slot;
  }

  private grow(): void {
    const { names, counts } = this;
    const slots = (this.mask + 1) * 2;
    this.mask = slots - 1;
    this.names = new Array<number>(slots).fill(0);
    this.counts = new Array<number>(slots).fill(0);
    for (let i = 0; i < names.length; i++) {
      if (counts[i] === 0) continue;
      const slot = this.slotOf(names[i]!);
      this.names[slot] = names[i]!;
      this.counts[slot] = counts[i]!;
    }
  }
}
