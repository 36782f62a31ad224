/** The ring as it is written down: ids of 64 bits, one sorted list of those that a node is connected to, and indices modulo its length. */
export interface NaiveRing {
  readonly self: bigint;
  /** Ascending, without oneself. */
  readonly connected: readonly bigint[];
}

/** A closed interval of ids; where `low` is not the lower, it goes around the end. */
export interface Interval {
  readonly low: bigint;
  readonly high: bigint;
}

const SIZE = 1n << 64n;

const below = ({ connected }: NaiveRing, id: bigint): number => connected.filter((peer) => peer < id).length;

/** The connected peer so many places from the first at or above an id. */
export const indexed = (ring: NaiveRing, id: bigint, offset: number): bigint => {
  const { length } = ring.connected;
  const index = (below(ring, id) + offset) % length;
  return ring.connected[index < 0 ? index + length : index]!;
};

/** Whose votes count near an id: everybody's where at most so many are connected. */
export const interval = (ring: NaiveRing, id: bigint, width: { readonly half: number; readonly everybodyUpTo: number }): Interval =>
  ring.connected.length <= width.everybodyUpTo
    ? { low: 0n, high: SIZE - 1n }
    : { low: indexed(ring, id, -width.half), high: indexed(ring, id, width.half) };

export const isIn = (id: bigint, { low, high }: Interval): boolean => (low < high ? low <= id && id <= high : id >= low || id <= high);

/** How far to either side votes are asked for: the low bits of id and asker, shifted by time. */
export const voteDistance = ({ self }: NaiveRing, id: bigint, time: number): number =>
  Number((((id ^ self) + BigInt(time)) % SIZE) % 4n) + 1;

/** Where a single peer is routed to. */
export const routed = (ring: NaiveRing, id: bigint, time: number): bigint =>
  indexed(ring, id, Number((((id ^ ring.self) + BigInt(time)) % SIZE) % 8n) - 3);

const distance = (a: bigint, b: bigint): bigint => {
  const [ahead, behind] = [(b - a + SIZE) % SIZE, (a - b + SIZE) % SIZE];
  return ahead < behind ? ahead : behind;
};

/** The nearest: among so many at or above the id and so many below it, the end of the ring being an end, or among all. */
export const closest = ({ connected }: NaiveRing, id: bigint, count: number, search: "ends" | "wraps"): readonly bigint[] => {
  const [lower, upper] = [connected.filter((peer) => peer < id), connected.filter((peer) => peer >= id)];
  const candidates = search === "wraps" ? connected : [...lower.slice(-count), ...upper.slice(0, count)];
  const byDistance = (a: bigint, b: bigint): number =>
    Number(distance(a, id) > distance(b, id)) - Number(distance(a, id) < distance(b, id));
  return candidates.toSorted(byDistance).slice(0, count);
};
