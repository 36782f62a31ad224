import type { Oracle } from "#oracles";
import { committedIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** Whoever commits a block moves all of its tokens that are his business, and they really move. */
export const atomicity = (): Oracle =>
  steps({
    id: "atomicity",
    step: committedIn,
    open: () => undefined,
    doubts: ({ node, block, parts }) =>
      parts
        .filter(({ isNear, after }) => isNear && after !== block)
        .map(({ token, after }) => ({
          sort: "unmoved",
          because: `node ${node} committed block ${block}, and token ${token} still stands at ${after}`,
        })),
  });
