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
  steps<Memory>({
    id: "irrevocability",
    open: () => ({ trails: new Map(), committed: new Set() }),
    look(memory, event) {
      const said = committedIn(event);
      return said === undefined ? undefined : [...again(memory, said), ...said.parts.flatMap((part) => walk(memory, said, part))];
    },
  });

const again = ({ committed }: Memory, { node, at, block }: Committed): readonly Doubt[] => {
  const name = `${node} ${block}`;
  if (committed.has(name)) return [{ node, at, sort: "again", because: `node ${node} committed block ${block} a second time` }];
  committed.add(name);
  return [];
};

const walk = ({ trails }: Memory, { node, at }: Committed, { token, after }: Step): readonly Doubt[] => {
  const name = trailOf(node, token);
  const trail = trails.get(name) ?? [];
  trails.set(name, trail);
  if (trail.at(-1) === after) return [];
  const isBack = trail.includes(after);
  trail.push(after);
  return isBack ? [{ node, at, sort: "back", because: `at node ${node} token ${token} went back to ${after}: ${trail.join(", ")}` }] : [];
};

interface Step {
  readonly token: number;
  readonly after: number;
}

const trailOf = (node: NodeId, token: number): string => `${node} ${token}`;
