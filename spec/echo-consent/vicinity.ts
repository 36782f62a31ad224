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
  steps({
    id: "vicinity",
    step: toldIn,
    open: ({ setup }: Schedule): Memory => {
      const peersOf = peersIn(setup, saltOf(seedOf(setup.seed)));
      return { peersOf: (node) => (setup.topology === "mesh" ? [...peersOf(node)] : undefined) };
    },
    doubts({ node, block, rank, peers: told }, { peersOf }) {
      const peers = peersOf(node);
      if (peers === undefined) return undefined;
      const nodes = peers.length + 1;
      // Each lives within an arc of its own, so both are nearer than the fifth on either side; where one is the node itself, the next may not be.
      const next = [rank % nodes, (rank + nodes - 1) % nodes];
      return next
        .filter((peer) => !next.includes(node) && !told.includes(peer))
        .map((peer) => ({
          sort: "passed-over",
          because: `node ${node} told ${told.join(", ")} of block ${block}, and not ${peer}, which is next to a place of it`,
        }));
    },
  });
