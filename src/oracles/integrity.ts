import type { NodeId, Observed } from "#kernel";
import { noteFaulty } from "./faulty.ts";
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
  readonly faulty: Set<NodeId>;
  readonly gaps: Broken[];
  judged: number;
}

/** A token's history has no gap: a node decides a block only after it decided the block before. */
export const integrity = (placeOf: (decided: Observed) => Place, genesis: number): Oracle =>
  oracle<State>({
    id: "integrity",
    class: "safety",
    start: () => ({ chains: new Map(), faulty: new Set(), gaps: [], judged: 0 }),
    observe(state, event) {
      if (event.kind === "move") noteFaulty(state.faulty, event.move);
      if (event.kind === "decide") extend(state, event, placeOf(event), genesis);
    },
    end: ({ gaps, faulty, judged }) => gaps.find(({ nodes }) => !faulty.has(nodes[0]!)) ?? { kind: "held", judged },
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
