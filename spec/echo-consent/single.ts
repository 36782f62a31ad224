import type { Oracle } from "#oracles";
import { steps } from "./steps.ts";

/** A node never decides two blocks after one parent of a token. */
export const single = (): Oracle =>
  steps<Map<string, number>>({
    id: "single",
    open: () => new Map(),
    look(decided, event) {
      if (event.kind !== "decide") return undefined;
      const { node, at } = event;
      const [token, last] = event.instance as readonly [number, number];
      const block = event.value as number;
      const place = `${node} ${token} ${last}`;
      const before = decided.get(place);
      if (before === undefined) decided.set(place, block);
      if (before === undefined || before === block) return [];
      const because = `node ${node} decided block ${block} for token ${token} after ${last}, where it had decided ${before}`;
      return [{ node, at, sort: "twice", because }];
    },
  });
