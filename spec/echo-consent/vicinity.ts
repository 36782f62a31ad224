import type { NodeId, Schedule } from "#kernel";
import { peersIn, saltOf, seedOf } from "#kernel";
import type { Oracle } from "#oracles";
import { toldIn } from "./notes.ts";
import { steps } from "./steps.ts";

interface Memory {
  /** Peers in the order of the ring; nothing where not all know all, and distance is not just order. */
  peersOf(node: NodeId): readonly NodeId[] | undefined;
}

/** News of a block reaches the peers next to each of its places on the ring, on both sides, across the end of the ring too. */
export const vicinity = (): Oracle =>
  steps<Memory>({
    id: "vicinity",
    open: ({ setup }: Schedule) => {
      const peersOf = peersIn(setup, saltOf(seedOf(setup.seed)));
      return { peersOf: (node) => (setup.topology === "mesh" ? [...peersOf(node)] : undefined) };
    },
    look({ peersOf }, event) {
      const said = toldIn(event);
      const peers = said === undefined ? undefined : peersOf(said.node);
      if (said === undefined || peers === undefined) return undefined;
      const { node, at, block, rank } = said;
      const nodes = peers.length + 1;
      // Each lives within an arc of its own, so both are nearer than the fifth on either side; where one is the node itself, the next may not be.
      const next = [rank % nodes, (rank + nodes - 1) % nodes];
      return next
        .filter((peer) => !next.includes(node) && !said.peers.includes(peer))
        .map((peer) => ({
          node,
          at,
          sort: "passed-over",
          because: `node ${node} told ${said.peers.join(", ")} of block ${block}, and not ${peer}, which is next to a place of it`,
        }));
    },
  });
