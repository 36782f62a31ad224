import type { Tick } from "#kernel";
import { snapshot } from "#kernel";
import type { Oracle } from "#oracles";
import { committedIn } from "./notes.ts";
import type { Committed } from "./notes.ts";
import { steps } from "./steps.ts";
import type { Doubt } from "./steps.ts";

const PARTS_MAX = 6;

interface Memory {
  /** What each name was committed for, as text. */
  readonly contents: Map<number, string>;
  readonly times: Map<number, Tick>;
}

/** A block has one to six tokens, none of them twice, is younger than its parents, and its name stands for it alone. */
export const shape = (): Oracle =>
  steps({
    id: "shape",
    step: committedIn,
    open: (): Memory => ({ contents: new Map(), times: new Map() }),
    doubts: (said, memory) => [...doubtsOf(said), ...doubtOfName(memory, said), ...doubtsOfTime(memory, said)],
  });

const doubtsOf = ({ node, block, parts }: Committed): readonly Doubt[] => {
  const twice = parts.find(({ token }, place) => parts.findIndex((part) => part.token === token) < place);
  if (twice !== undefined)
    return [{ sort: "twice-named", because: `node ${node} committed block ${block}, which names token ${twice.token} twice` }];
  if (parts.length >= 1 && parts.length <= PARTS_MAX) return [];
  return [{ sort: "size", because: `node ${node} committed block ${block}, which has ${parts.length} tokens` }];
};

const doubtOfName = ({ contents }: Memory, { node, block, time, parts }: Committed): readonly Doubt[] => {
  const content = snapshot([time, parts.map(({ token, last, key, signature }) => [token, last, key, signature])]);
  const known = contents.get(block);
  if (known === undefined) contents.set(block, content);
  if (known === undefined || known === content) return [];
  return [{ sort: "two-bodies", because: `node ${node} committed ${content} as block ${block}, and others ${known}` }];
};

const doubtsOfTime = ({ times }: Memory, { node, block, time, parts }: Committed): readonly Doubt[] => {
  times.set(block, time);
  return parts
    .filter(({ last }) => (times.get(last) ?? -Infinity) >= time && last !== block)
    .map(({ last }) => ({
      sort: "no-younger",
      because: `node ${node} committed block ${block} of time ${time} after ${last} of time ${times.get(last)}`,
    }));
};
