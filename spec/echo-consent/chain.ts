import type { Oracle } from "#oracles";
import { committedIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** A token moves from the parent that the block names, or from nowhere. */
export const chain = (): Oracle =>
  steps({
    id: "chain",
    step: committedIn,
    open: () => undefined,
    doubts: ({ node, block, parts }) =>
      parts
        .filter(({ isNear, before, after, last }) => isNear && after === block && before !== last && before !== 0)
        .map(({ token, last, before }) => ({
          sort: "leap",
          because: `node ${node} moved token ${token} from ${before} to ${block}, which follows ${last}`,
        })),
  });
