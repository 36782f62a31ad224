import { faultyBy } from "#kernel";
import type { Move, NodeId } from "#kernel";

/** Adds to the nodes whose word binds nobody the one that this move makes so. */
export const noteFaulty = (faulty: Set<NodeId>, move: Move): void => {
  const node = faultyBy(move);
  if (node !== undefined) faulty.add(node);
};
