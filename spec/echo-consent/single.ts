import type { Oracle } from "#oracles";
import { steps } from "./steps.ts";

/** A node never decides two blocks after one parent of a token. */
export const single = (): Oracle =>
  steps({
    id: "single",
    step: (event) => (event.kind === "decide" ? event : undefined),
    open: () => new Map<string, number>(),
    doubts({ node, instance, value }, decided) {
      const [token, last] = instance as readonly [number, number];
      const block = value as number;
      const place = `${node} ${token} ${last}`;
      const before = decided.get(place);
      if (before === undefined) decided.set(place, block);
      if (before === undefined || before === block) return [];
      const because = `node ${node} decided block ${block} for token ${token} after ${last}, where it had decided ${before}`;
      return [{ sort: "twice", because }];
    },
  });
