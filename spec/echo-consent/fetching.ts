import { faultyBy } from "#kernel";
import type { Event, NodeId, Schedule, Tick, Ticks } from "#kernel";
import { oracle } from "#oracles";
import type { Broken, Oracle } from "#oracles";
import { expiredIn } from "./notes.ts";
import type { Expired } from "./notes.ts";

/** Ticks of a round, and the rounds within which a node asks, is answered and has acted on it. */
const ROUND_TICKS = 2;
const ROUNDS = 3;

interface State {
  readonly lifetime: Ticks;
  readonly delta: Ticks;
  readonly expired: Expired[];
  /** Who has committed which block, and who has dropped it. */
  readonly has: Map<string, boolean>;
  /** Who has started again, and forgot what was not committed. */
  readonly restarted: Set<NodeId>;
  readonly faulty: Set<NodeId>;
  readonly broken: Broken[];
  core: readonly NodeId[];
  calmAt: Tick;
  judged: number;
}

/** A block of which a node heard only the name, from somebody who lives and has it: it gets the body before the name grows too old. */
export const fetching = (lifetimeOf: (config: string) => Ticks): Oracle =>
  oracle<State>({
    id: "fetching",
    class: "liveness",
    start: (schedule) => opened(schedule, lifetimeOf),
    observe,
    end: ({ broken, faulty, judged }) => broken.find(({ nodes }) => !faulty.has(nodes[0]!)) ?? { kind: "held", judged },
  });

const opened = ({ config, setup }: Schedule, lifetimeOf: (config: string) => Ticks): State => ({
  lifetime: lifetimeOf(config),
  delta: setup.delta,
  expired: [],
  has: new Map(),
  restarted: new Set(),
  faulty: new Set(),
  broken: [],
  core: [],
  calmAt: Infinity,
  judged: 0,
});

const observe = (state: State, event: Event): void => {
  if (event.kind === "calm") [state.core, state.calmAt] = [event.core, event.at];
  if (event.kind === "start") state.restarted.add(event.node);
  if (event.kind === "decide" || event.kind === "save") state.has.set(nameOf(event.node, event.value as number), true);
  if (event.kind === "move" && faultyBy(event.move) !== undefined) state.faulty.add(faultyBy(event.move)!);
  const expired = expiredIn(event);
  if (expired === undefined) return;
  state.judged++;
  const { node, block } = expired;
  if (!expired.hasBody && expired.phase === "pending") judgeExpired(state, expired);
  if (!state.has.has(nameOf(node, block))) state.has.set(nameOf(node, block), false);
};

const nameOf = (node: NodeId, block: number): string => `${node} ${block}`;

const judgeExpired = (state: State, { node, at, block, age, voters }: Expired): void => {
  const { core, has, restarted, lifetime, calmAt, delta } = state;
  const since = Math.max(calmAt, at - ROUND_TICKS * age);
  const isYoung = age < lifetime;
  if (!isYoung && at - since < ROUND_TICKS * ROUNDS + 2 * delta) return;
  const live = voters.find((voter) => core.includes(voter) && (has.get(nameOf(voter, block)) ?? !restarted.has(voter)));
  if (live === undefined) return;
  const because = isYoung
    ? `node ${node} dropped block ${block}, of which it heard from node ${live}, at an age of ${age} rounds`
    : `node ${node} dropped block ${block} without ever seeing its body, though node ${live} had it`;
  state.broken.push({ kind: "broken", sort: isYoung ? "dropped" : "starved", roles: ["honest"], at, nodes: [node], because });
};
