import { Cluster, hashOf, isTimed } from "#kernel";
import type { Parts, Protocol, Schedule, Watch } from "#kernel";

/** One change to the order of things, made behind the kernel's back: the `at`-th thing that is due is lost, late or overtaken. */
export interface Intrusion {
  readonly what: "loss" | "lateness" | "overtaking";
  readonly at: number;
}

/** The hash of a run with a change, and whether the occasion for it came. */
export interface Intruded {
  readonly hash: string;
  readonly isDone: boolean;
}

/** Drives a run with that change by hand. */
export const intruded = (protocol: Protocol<Parts>, schedule: Schedule, intrusion: Intrusion, watch: Watch): Intruded => {
  const cluster = new Cluster(protocol, schedule, watch);
  const occasion = intrude(cluster as unknown as Inside, intrusion);
  for (const move of schedule.moves) {
    if (isTimed(move)) cluster.until(move.at);
    cluster.apply(move);
  }
  cluster.until(schedule.calm.from);
  cluster.calm();
  cluster.until(schedule.calm.from + schedule.calm.for);
  return { hash: hashOf(cluster.finish()), isDone: occasion.isDone };
};

interface Due {
  at: number;
  readonly kind: number;
  readonly process: number;
  readonly from: number;
  readonly hash: number;
}
/** What a cluster keeps to itself. */
interface Inside {
  readonly world: { readonly agenda: { take(): Due | undefined; plan(due: Due): void } };
  readonly processes: readonly { readonly standing: string }[];
}

const intrude = ({ world: { agenda }, processes }: Inside, { what, at }: Intrusion): { isDone: boolean } => {
  const occasion = { isDone: false };
  const takePlainly = agenda.take.bind(agenda);
  const isEvent = (due: Due) => due.kind !== 0 && processes[due.process]!.standing === "up";
  let left = at;
  let overtaken: Due | undefined;
  agenda.take = () => {
    const due = overtaken ?? takePlainly();
    if (due === undefined || overtaken !== undefined || occasion.isDone || !isEvent(due) || left-- > 0) {
      overtaken = undefined;
      return due;
    }
    if (what === "overtaking") return ((overtaken = due), overtake(due));
    occasion.isDone = true;
    if (what === "lateness") agenda.plan(Object.assign(due, { at: due.at + 1 }));
    return takePlainly();
  };
  /** The next one goes first, if it is another event of this tick. */
  const overtake = (due: Due): Due | undefined => {
    const next = takePlainly();
    if (next !== undefined && isEvent(next) && !isSame(due, next)) {
      occasion.isDone = true;
      return next;
    }
    overtaken = next;
    return due;
  };
  return occasion;
};

const isSame = (one: Due, other: Due): boolean =>
  one.kind === other.kind && one.process === other.process && one.from === other.from && one.hash === other.hash;
