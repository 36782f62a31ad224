/** Re-inserts every Map and Set in reverse, all the way down. A protocol that changes its words by this leans on an accident of order. */
export const permute = (value: unknown): void => {
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Map) permuteMap(value);
  else if (value instanceof Set) permuteSet(value);
  else if (!ArrayBuffer.isView(value)) for (const held of Object.values(value)) permute(held);
};

const permuteMap = (map: Map<unknown, unknown>): void => {
  const entries = [...map].toReversed();
  map.clear();
  for (const [key, held] of entries) {
    permute(held);
    map.set(key, held);
  }
};

const permuteSet = (set: Set<unknown>): void => {
  const members = [...set].toReversed();
  set.clear();
  for (const member of members) set.add(member);
};
