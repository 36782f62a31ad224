import type { Oracle } from "#oracles";
import { favouredIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** Where a peer can be told yes to but one of two siblings, it is told yes to the higher. */
export const favour = (): Oracle =>
  steps<undefined>({
    id: "favour",
    open: () => undefined,
    look(_, event) {
      const said = favouredIn(event);
      if (said === undefined) return undefined;
      const { node, at, block, over, isHigher } = said;
      return isHigher
        ? []
        : [{ node, at, sort: "lower", because: `node ${node} said no to block ${over} for the sake of ${block}, a lower sibling` }];
    },
  });
