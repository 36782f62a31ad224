import type { NodeId, Observed } from "#kernel";
import { oracle } from "./oracle.ts";
import type { Broken, Oracle } from "./oracle.ts";

/** Where a decided block stands: on which chain, after which block. */
export interface Place {
  readonly chain: number;
  readonly parent: number;
  readonly block: number;
}
interface State {
  readonly chains: Map<string, Set<number>>;
  readonly liars: Set<NodeId>;
  readonly gaps: Broken[];
  judged: number;
}

/** A token's history has no gap: a node decides a block only after it decided the block before. */
export const integrity = (placeOf: (decided: Observed) => Place, genesis: number): Oracle =>
  oracle<State>({
    id: "integrity",
    class: "safety",
    start: () => ({ chains: new Map(), liars: new Set(), gaps: [], judged: 0 }),
    observe(state, event) {
      if (event.kind === "move" && event.move.kind === "turn") state.liars.add(event.move.node);
      if (event.kind === "decide") extend(state, event, placeOf(event), genesis);
    },
    end: ({ gaps, liars, judged }) => gaps.find(({ nodes }) => !liars.has(nodes[0]!)) ?? { kind: "held", judged },
  });

const extend = (state: State, { node, at }: Observed, { chain, parent, block }: Place, genesis: number): void => {
  state.judged++;
  const name = `${node} ${chain}`;
  const blocks = state.chains.get(name) ?? new Set([genesis]);
  state.chains.set(name, blocks);
  if (!blocks.has(parent)) {
    const because = `node ${node} decided block ${block} of token ${chain} without its parent ${parent}`;
    state.gaps.push({ kind: "broken", sort: "gap", roles: ["honest"], at, nodes: [node], because });
  }
  blocks.add(block);
};
