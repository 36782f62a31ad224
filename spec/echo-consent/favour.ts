import type { Oracle } from "#oracles";
import { favouredIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** Where a peer can be told yes to but one of two siblings, it is told yes to the higher. */
export const favour = (): Oracle =>
  steps({
    id: "favour",
    step: favouredIn,
    open: () => undefined,
    doubts: ({ node, block, over, isHigher }) =>
      isHigher ? [] : [{ sort: "lower", because: `node ${node} said no to block ${over} for the sake of ${block}, a lower sibling` }],
  });
