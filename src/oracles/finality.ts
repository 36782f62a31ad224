import { fingerprint, snapshot } from "#kernel";
import type { Event, NodeId, Observed } from "#kernel";
import { noteFaulty } from "./faulty.ts";
import { oracle } from "./oracle.ts";
import type { Broken, Oracle, Verdict } from "./oracle.ts";

/** What one node decided, and what it has not said again since it last started. */
interface Decisions {
  readonly all: Map<number, Observed>;
  readonly unsaid: Map<number, Observed>;
  isUp: boolean;
}
interface State {
  readonly nodes: Map<NodeId, Decisions>;
  readonly faulty: Set<NodeId>;
  readonly changes: Broken[];
  judged: number;
}

/**
 * Nothing decided is undone, also across a restart: a node never decides otherwise, and one that starts again says again
 * what it had decided, before the run ends.
 */
export const finality = (): Oracle =>
  oracle<State>({
    id: "finality",
    class: "safety",
    start: () => ({ nodes: new Map(), faulty: new Set(), changes: [], judged: 0 }),
    observe: note,
    end: conclude,
  });

const note = (state: State, event: Event): void => {
  switch (event.kind) {
    case "decide":
      return hear(state, decisionsOf(state, event.node), event);
    case "start":
      return forget(decisionsOf(state, event.node));
    case "move":
      noteFaulty(state.faulty, event.move);
      if (event.move.kind === "crash") decisionsOf(state, event.move.node).isUp = false;
      return;
    default:
  }
};

const decisionsOf = ({ nodes }: State, node: NodeId): Decisions => {
  const held = nodes.get(node) ?? { all: new Map(), unsaid: new Map(), isUp: true };
  nodes.set(node, held);
  return held;
};

const forget = (decisions: Decisions): void => {
  decisions.isUp = true;
  for (const [key, said] of decisions.all) decisions.unsaid.set(key, said);
};

const hear = (state: State, { all, unsaid }: Decisions, said: Observed): void => {
  state.judged++;
  const key = fingerprint(said.instance);
  unsaid.delete(key);
  const before = all.get(key);
  if (before === undefined) all.set(key, said);
  else if (fingerprint(before.value) !== fingerprint(said.value)) state.changes.push(changed(before, said));
};

const conclude = ({ nodes, faulty, changes, judged }: State): Verdict => {
  const change = changes.find((one) => !faulty.has(one.nodes[0]!));
  if (change !== undefined) return change;
  for (const [node, { unsaid, isUp }] of nodes) {
    const [lost] = unsaid.values();
    if (lost !== undefined && isUp && !faulty.has(node)) return undone(lost);
  }
  return { kind: "held", judged };
};

const changed = (before: Observed, { node, at, instance, value }: Observed): Broken => ({
  kind: "broken",
  sort: "changed",
  roles: ["honest"],
  at,
  nodes: [node],
  because: `for ${snapshot(instance)} node ${node} decided ${snapshot(value)} where it had decided ${snapshot(before.value)}`,
});

const undone = ({ node, at, instance, value }: Observed): Broken => ({
  kind: "broken",
  sort: "undone",
  roles: ["restarted"],
  at,
  nodes: [node],
  because: `node ${node} had decided ${snapshot(value)} for ${snapshot(instance)}, restarted, and never said so again`,
});
