import type { Oracle } from "#oracles";
import { committedIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** A token moves from the parent that the block names, or from nowhere. */
export const chain = (): Oracle =>
  steps<undefined>({
    id: "chain",
    open: () => undefined,
    look(_, event) {
      const said = committedIn(event);
      if (said === undefined) return undefined;
      const { node, at, block } = said;
      return said.parts
        .filter(({ isNear, before, after, last }) => isNear && after === block && before !== last && before !== 0)
        .map(({ token, last, before }) => ({
          node,
          at,
          sort: "leap",
          because: `node ${node} moved token ${token} from ${before} to ${block}, which follows ${last}`,
        }));
    },
  });
