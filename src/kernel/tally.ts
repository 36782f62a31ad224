const SLOTS_AT_FIRST = 32;

/** A small table is an array, for nothing is made faster; one that has grown takes four bytes a word instead of eight. */
type Slots = number[] | Int32Array;

/**
 * Counts how often each name was said: open addressing over one array of small integers, a name and its count side by side, because
 * a table that has grown is seldom in the cache. Two names that share 32 bits share a count, on every replay alike. A free slot
 * holds nothing: to fill them first would cost as much as the counting.
 */
export class Tally {
  private mask = SLOTS_AT_FIRST - 1;
  private size = 0;
  private slots: Slots = new Array<number>(2 * SLOTS_AT_FIRST);

  /** How often before now. */
  count(name: number): number {
    const { slots } = this;
    const at = this.placeOf(name);
    if (slots[at + 1]! > 0) return slots[at + 1]!++;
    slots[at] = name;
    slots[at + 1] = 1;
    if (++this.size * 4 > this.mask * 3) this.grow();
    return 0;
  }

  /** Where a name stands, or belongs. */
  private placeOf(name: number): number {
    const { slots, mask } = this;
    let slot = (name ^ (name >>> 16)) & mask;
    while (slots[2 * slot + 1]! > 0 && slots[2 * slot] !== name) slot = (slot + 1) & mask;
    return 2 * slot;
  }

  private grow(): void {
    const { slots } = this;
    const many = (this.mask + 1) * 2;
    this.mask = many - 1;
    this.slots = new Int32Array(2 * many);
    for (let at = 0; at < slots.length; at += 2) {
      if (!(slots[at + 1]! > 0)) continue;
      const to = this.placeOf(slots[at]!);
      this.slots[to] = slots[at]!;
      this.slots[to + 1] = slots[at + 1]!;
    }
  }
}
