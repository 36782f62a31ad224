import type { NodeId } from "#kernel";
import type { Oracle } from "#oracles";
import { committedIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** A body comes from a client, from somebody known, or as an answer. What a node had asked for before it started again, it has forgotten. */
export const solicited = (): Oracle =>
  steps({
    id: "solicited",
    step: committedIn,
    open: () => new Set<NodeId>(),
    watch(restarted, event) {
      if (event.kind === "start") restarted.add(event.node);
    },
    doubts({ node, block, came }, restarted) {
      if (restarted.has(node)) return undefined;
      return came === "unasked" ? [{ sort: "unasked", because: `node ${node} committed block ${block}, which was pushed upon it` }] : [];
    },
  });
