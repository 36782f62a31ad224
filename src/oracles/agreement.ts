import { fingerprint, snapshot } from "#kernel";
import type { Observed } from "#kernel";
import { faultyIn } from "./faulty.ts";
import { oracle } from "./oracle.ts";
import type { Oracle } from "./oracle.ts";

/** What was decided for one instance: the first word, and every word that differs from it. */
interface Decided {
  readonly first: Observed;
  readonly others: Observed[];
}
interface State {
  readonly instances: Map<number, Decided>;
  /** In the order in which they came to be so. */
  readonly disputed: Decided[];
  judged: number;
}

/**
 * No two honest nodes decide different values for one instance. No double-spend is agreement where the instance is a token and
 * its parent; no conflicting commit is agreement where it is a height.
 */
export const agreement = (): Oracle =>
  oracle<State>({
    id: "agreement",
    class: "safety",
    start: () => ({ instances: new Map(), disputed: [], judged: 0 }),
    observe(state, event) {
      if (event.kind === "decide") hear(state, event);
    },
    end({ disputed, judged }, { history }) {
      if (disputed.length === 0) return { kind: "held", judged };
      const faulty = faultyIn(history);
      for (const { first, others } of disputed) {
        const honest = [first, ...others].filter((said) => !faulty.has(said.node));
        const rival = honest.find((said) => isRival(honest[0]!, said));
        if (rival !== undefined) return conflict(honest[0]!, rival);
      }
      return { kind: "held", judged };
    },
  });

const hear = (state: State, said: Observed): void => {
  state.judged++;
  const key = fingerprint(said.instance);
  const decided = state.instances.get(key);
  if (decided === undefined) {
    state.instances.set(key, { first: said, others: [] });
  } else if (decided.first.value !== said.value && isOfOne(decided.first, said)) {
    if (decided.others.length === 0) state.disputed.push(decided);
    decided.others.push(said);
  }
};

const isOfOne = (a: Observed, b: Observed): boolean =>
  fingerprint(a.value) !== fingerprint(b.value) && snapshot(a.instance) === snapshot(b.instance);

const isRival = (a: Observed, b: Observed): boolean => fingerprint(a.value) !== fingerprint(b.value);

const conflict = (a: Observed, b: Observed) =>
  ({
    kind: "broken",
    sort: "conflict",
    roles: ["honest"],
    at: Math.max(a.at, b.at),
    nodes: [a.node, b.node],
    because: `for ${snapshot(a.instance)} node ${a.node} decided ${snapshot(a.value)} and node ${b.node} decided ${snapshot(b.value)}`,
  }) as const;
