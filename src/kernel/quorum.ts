/** The smallest number of nodes of which any two sets share an honest one. */
export const quorumOf = (nodes: number): number => Math.floor((nodes + Math.floor((nodes - 1) / 3)) / 2) + 1;

/** What the map holds under a key, made at the first asking. */
export const entryOf = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const held = map.get(key);
  if (held !== undefined) return held;
  const made = make();
  map.set(key, made);
  return made;
};
