import { Cluster } from "./cluster.ts";
import type { Parts, Protocol } from "./contract.ts";
import { digitsOf } from "./dice.ts";
import type { Run } from "./history.ts";
import { isTimed } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";
import type { Watch } from "./world.ts";

/** Runs a schedule: the storm with its moves, then the calm. One schedule, one run. */
export const simulate = (protocol: Protocol<Parts>, schedule: Schedule, watch: Watch = {}): Run => play(protocol, schedule, watch).finish();

/** The same, with the moves that changed nothing, by their index. */
export const simulateAll = (
  protocol: Protocol<Parts>,
  schedule: Schedule,
  watch: Watch = {},
): Run & { readonly idle: readonly number[] } => {
  const cluster = play(protocol, schedule, watch);
  const idle = schedule.moves.flatMap((move, index) => (cluster.isIdle(move, index) ? [index] : []));
  return { ...cluster.finish(), idle };
};

/** The rolling hash of a run as 16 digits. */
export const hashOf = ({ high, low }: Pick<Run, "high" | "low">): string => digitsOf(high, low);

const play = (protocol: Protocol<Parts>, schedule: Schedule, watch: Watch): Cluster => {
  const cluster = new Cluster(protocol, schedule, watch);
  for (const move of schedule.moves) {
    if (!isTimed(move)) continue;
    cluster.until(move.at);
    cluster.apply(move);
  }
  cluster.until(schedule.calm.from);
  cluster.calm();
  cluster.until(schedule.calm.from + schedule.calm.for);
  return cluster;
};
