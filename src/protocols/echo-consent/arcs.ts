import type { NodeId } from "#kernel";
import { beside } from "./neighbours.ts";
import type { Range } from "./neighbours.ts";
import type { Own, State } from "./parts.ts";

/** The first and the last peer of the arc in which a place lies. The place is known by how many peers lie before it. */
const arcAt = (rank: NodeId, { nodes, config: { arcs } }: Own): Range => {
  const arc = Math.floor(((rank % nodes) * arcs) / nodes);
  return { from: Math.ceil((arc * nodes) / arcs), to: Math.ceil(((arc + 1) * nodes) / arcs) - 1 };
};

/** Whether a peer lies in the arc of a place. */
export const isInArc = (peer: NodeId, rank: NodeId, self: Own): boolean => {
  const { from, to } = arcAt(rank, self);
  return from <= peer && peer <= to;
};

/**
 * The voters near a place who lie in its arc: as many as ever, so that near the end of an arc there are more of them on the other
 * side. One voter alone could settle nothing, so a range of one is none.
 */
export const rangeInArc = (rank: NodeId, state: State, self: Own): Range => {
  const arc = arcAt(rank, self);
  const place = rank % self.nodes;
  const width = 2 * self.config.halfWidth + 1;
  let [belowMax, aboveMax] = [0, 0];
  while (belowMax < width && isBetween(beside(place, -belowMax - 1, state, self), arc.from, place - 1)) belowMax++;
  while (aboveMax < width && isBetween(beside(place, aboveMax, state, self), place, arc.to)) aboveMax++;
  const above = Math.min(aboveMax, width - Math.min(belowMax, self.config.halfWidth));
  const below = Math.min(belowMax, width - above);
  if (below + above < 2) return { from: self.nodes, to: -1 };
  return { from: beside(place, -below, state, self), to: beside(place, above - 1, state, self) };
};

const isBetween = (peer: NodeId, from: NodeId, to: NodeId): boolean => from <= peer && peer <= to;
