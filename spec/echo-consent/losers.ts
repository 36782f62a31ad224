import type { NodeId, Tick, Ticks } from "#kernel";
import type { Oracle } from "#oracles";
import { expiredIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** Two rounds: what was decided longer ago, a node has had a turn to act on. */
const TURN_TICKS: Ticks = 4;

interface Decided {
  readonly block: number;
  readonly at: Tick;
}

/** A block that can no longer commit at a node is blocked there, and not kept open until it is too old. */
export const losers = (): Oracle =>
  steps({
    id: "losers",
    step: expiredIn,
    open: () => new Map<string, Decided>(),
    watch(decided, event) {
      if (event.kind === "decide") decided.set(nameOf(event.node, event.instance as Place), { block: event.value as number, at: event.at });
    },
    doubts({ node, at, block, phase, parts }, decided) {
      const winner = parts.map((part) => decided.get(nameOf(node, part))).find((one) => one !== undefined && one.at + TURN_TICKS < at);
      if (phase === "blocked" || winner === undefined || winner.block === block) return [];
      const because = `node ${node} kept block ${block} open to the end, though it had decided ${winner.block} in its place at tick ${winner.at}`;
      return [{ sort: "open", because }];
    },
  });

type Place = readonly [token: number, last: number];

const nameOf = (node: NodeId, [token, last]: Place): string => `${node} ${token} ${last}`;
