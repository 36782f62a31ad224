import type { Oracle } from "#oracles";
import { committedIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** Whoever commits a block moves all of its tokens that are his business, and they really move. */
export const atomicity = (): Oracle =>
  steps<undefined>({
    id: "atomicity",
    open: () => undefined,
    look(_, event) {
      const said = committedIn(event);
      if (said === undefined) return undefined;
      const { node, at, block } = said;
      return said.parts
        .filter(({ isNear, after }) => isNear && after !== block)
        .map(({ token, after }) => ({
          node,
          at,
          sort: "unmoved",
          because: `node ${node} committed block ${block}, and token ${token} still stands at ${after}`,
        }));
    },
  });
