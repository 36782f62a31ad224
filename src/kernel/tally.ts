const SLOTS_AT_FIRST = 32;

/** A small table is an array, for nothing is made faster; one that has grown takes four bytes a slot instead of eight. */
type Slots = number[] | Int32Array;

/**
 * Counts how often each name was said: open addressing over two arrays of small integers. Two names that share 32 bits share a
 * count, on every replay alike. A free slot holds nothing: to fill them first would cost as much as the counting.
 */
export class Tally {
  private mask = SLOTS_AT_FIRST - 1;
  private size = 0;
  private names: Slots = new Array<number>(SLOTS_AT_FIRST);
  private counts: Slots = new Array<number>(SLOTS_AT_FIRST);

  /** How often before now. */
  count(name: number): number {
    const slot = this.slotOf(name);
    if (this.counts[slot]! > 0) return this.counts[slot]!++;
    this.names[slot] = name;
    this.counts[slot] = 1;
    if (++this.size * 4 > this.mask * 3) this.grow();
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
    this.names = new Int32Array(slots);
    this.counts = new Int32Array(slots);
    for (let i = 0; i < names.length; i++) {
      if (!(counts[i]! > 0)) continue;
      const name = names[i]!;
      const slot = this.slotOf(name);
      this.names[slot] = name;
      this.counts[slot] = counts[i]!;
    }
  }
}
