import { faultyBy } from "#kernel";
import type { Event, Move, NodeId } from "#kernel";

/** Adds to the nodes whose word binds nobody the one that this move makes so. */
export const noteFaulty = (faulty: Set<NodeId>, move: Move): void => {
  const node = faultyBy(move);
  if (node !== undefined) faulty.add(node);
};

/** All nodes whose word binds nobody, for an oracle that asks only when it is over. */
export const faultyIn = (history: readonly Event[]): ReadonlySet<NodeId> => {
  const faulty = new Set<NodeId>();
  for (const event of history) if (event.kind === "move") noteFaulty(faulty, event.move);
  return faulty;
};
