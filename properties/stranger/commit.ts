import { HARDSHIPS, agreement, noPanic, oracle, progress, sometimesPending, subject } from "schism";
import type { Debt, Event, NodeId, Plain } from "schism";
import { commit, nameOf } from "./two-phase.ts";
import type { Order } from "./two-phase.ts";

type Said = Extract<Event, { kind: "decide" }>;

/** An oracle of one's own: nobody commits what somebody voted against. */
const unanimity = oracle<{ readonly against: Map<Plain, NodeId>; readonly commits: Said[] }>({
  id: "unanimity",
  class: "safety",
  start: () => ({ against: new Map(), commits: [] }),
  observe({ against, commits }, event) {
    if (event.kind === "lock" && event.value === "no") against.set(event.instance, event.node);
    if (event.kind === "decide" && event.value === "commit") commits.push(event);
  },
  end({ against, commits }) {
    for (const { instance, node, at } of commits) {
      const voter = against.get(instance);
      if (voter === undefined) continue;
      const because = `node ${node} committed ${JSON.stringify(instance)}, and node ${voter} had voted against it`;
      return { kind: "broken", sort: "overruled", roles: ["honest"], at, nodes: [node, voter], because };
    }
    return { kind: "held", judged: commits.length };
  },
});

/** Each transaction ends, one way or the other: it has no rivals, for no two have the same number. */
const debt: Debt = {
  claimOf: (_operation, { node, call }) => ({ instance: nameOf(node, call) }),
  contestOf: (operation) => (operation as Order).number,
  isDue: () => true,
};

/** Two-phase commit with what it promises. Nobody may stay dead: it blocks then, and is known for it. */
export const commitSubject = subject(import.meta.url, "commitSubject", {
  protocol: commit,
  properties: [
    { id: "S1", says: "no two nodes end a transaction differently", oracle: agreement() },
    { id: "S2", says: "nobody commits what somebody voted against", oracle: unanimity },
    { id: "S3", says: "nobody panics", oracle: noPanic() },
    { id: "L1", says: "every transaction ends in time", oracle: progress(commit, debt) },
  ],
  sometimes: [sometimesPending("E1", debt)],
  ground: {
    nodes: [3, 5],
    topology: "mesh",
    delta: 4,
    storm: 40,
    calm: 24,
    hardships: HARDSHIPS,
    lies: [],
    faultsOf: () => 0,
    eventsMax: 10_000,
    calls: 3,
    operation: (dice, earlier, nodes) => ({ number: earlier.length + 1, against: dice.oneIn(3) ? [dice.below(nodes)] : [] }),
    simpler: (operation) => ((operation as Order).against.length > 0 ? [{ ...(operation as Order), against: [] }] : []),
  },
});
