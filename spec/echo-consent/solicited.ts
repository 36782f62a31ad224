import type { NodeId } from "#kernel";
import type { Oracle } from "#oracles";
import { committedIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** A body comes from a client, from somebody known, or as an answer. What a node had asked for before it started again, it has forgotten. */
export const solicited = (): Oracle =>
  steps<Set<NodeId>>({
    id: "solicited",
    open: () => new Set(),
    look(restarted, event) {
      if (event.kind === "start") restarted.add(event.node);
      const said = committedIn(event);
      if (said === undefined || restarted.has(said.node)) return undefined;
      const { node, at, block, came } = said;
      return came === "unasked"
        ? [{ node, at, sort: "unasked", because: `node ${node} committed block ${block}, which was pushed upon it` }]
        : [];
    },
  });
