import { faultyBy } from "#kernel";
import type { Event, NodeId, Schedule, Tick } from "#kernel";
import { oracle } from "#oracles";
import type { Broken, Oracle } from "#oracles";

/** What is wrong with one step of one node. */
export interface Doubt {
  readonly node: NodeId;
  readonly at: Tick;
  readonly sort: string;
  readonly because: string;
}

/** How steps are judged one by one: what is remembered of the run so far, and what is wrong with the next event, if it is a step at all. */
export interface Judge<S> {
  readonly id: string;
  open(schedule: Schedule): S;
  /** Nothing where the event is no step; else all that is wrong with it, which may be nothing either. */
  look(memory: S, event: Event): readonly Doubt[] | undefined;
}

interface State<S> {
  readonly memory: S;
  readonly doubts: Doubt[];
  readonly faulty: Set<NodeId>;
  judged: number;
}

/** An oracle of safety that looks at one step after the other, and believes the honest. */
export const steps = <S>({ id, open, look }: Judge<S>): Oracle =>
  oracle<State<S>>({
    id,
    class: "safety",
    start: (schedule) => ({ memory: open(schedule), doubts: [], faulty: new Set(), judged: 0 }),
    observe(state, event) {
      const faulty = event.kind === "move" ? faultyBy(event.move) : undefined;
      if (faulty !== undefined) state.faulty.add(faulty);
      const doubts = look(state.memory, event);
      if (doubts === undefined) return;
      state.judged++;
      state.doubts.push(...doubts);
    },
    end({ doubts, faulty, judged }) {
      const doubt = doubts.find(({ node }) => !faulty.has(node));
      return doubt === undefined ? { kind: "held", judged } : brokenBy(doubt);
    },
  });

const brokenBy = ({ sort, node, at, because }: Doubt): Broken => ({ kind: "broken", sort, roles: ["honest"], at, nodes: [node], because });
