import type { NodeId } from "#kernel";
import type { Oracle } from "#oracles";
import { committedIn } from "./notes.ts";
import type { Committed } from "./notes.ts";
import { steps } from "./steps.ts";
import type { Doubt } from "./steps.ts";

interface Memory {
  /** Where each token has stood at each node, the latest last. */
  readonly trails: Map<string, number[]>;
  readonly committed: Set<string>;
}

/** What is committed stays so, and a token never returns to where it stood before. */
export const irrevocability = (): Oracle =>
  steps({
    id: "irrevocability",
    step: committedIn,
    open: (): Memory => ({ trails: new Map(), committed: new Set() }),
    doubts: (said, memory) => [...again(memory, said), ...said.parts.flatMap((part) => walk(memory, said, part))],
  });

const again = ({ committed }: Memory, { node, block }: Committed): readonly Doubt[] => {
  const name = `${node} ${block}`;
  if (committed.has(name)) return [{ sort: "again", because: `node ${node} committed block ${block} a second time` }];
  committed.add(name);
  return [];
};

const walk = ({ trails }: Memory, { node }: Committed, { token, after }: Standing): readonly Doubt[] => {
  const name = trailOf(node, token);
  const trail = trails.get(name) ?? [];
  trails.set(name, trail);
  if (trail.at(-1) === after) return [];
  const isBack = trail.includes(after);
  trail.push(after);
  return isBack ? [{ sort: "back", because: `at node ${node} token ${token} went back to ${after}: ${trail.join(", ")}` }] : [];
};

interface Standing {
  readonly token: number;
  readonly after: number;
}

const trailOf = (node: NodeId, token: number): string => `${node} ${token}`;
