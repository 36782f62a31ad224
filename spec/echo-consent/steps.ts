import { faultyBy } from "#kernel";
import type { Event, NodeId, Schedule, Tick } from "#kernel";
import { oracle } from "#oracles";
import type { Broken, Oracle } from "#oracles";

/** A step of a node: something that it said, and when. */
interface Step {
  readonly node: NodeId;
  readonly at: Tick;
}

/** What is wrong with one step. */
export interface Doubt {
  readonly sort: string;
  readonly because: string;
}

/** How steps of one sort are judged, one by one. */
interface Judge<N extends Step, S> {
  readonly id: string;
  /** The step that an event is, if it is one of this sort. */
  step(event: Event): N | undefined;
  /** What is remembered of a run. */
  open(schedule: Schedule): S;
  /** What to remember of any event, the step among them: it is seen before the step is judged. */
  watch?(memory: S, event: Event): void;
  /** All that is wrong with a step, which may be nothing; undefined where it cannot be judged. */
  doubts(said: N, memory: S): readonly Doubt[] | undefined;
}

interface State<S> {
  readonly memory: S;
  readonly doubted: (Doubt & Step)[];
  readonly faulty: Set<NodeId>;
  judged: number;
}

/** An oracle of safety that looks at one step after the other, and believes the honest. */
export const steps = <N extends Step, S>({ id, step, open, watch, doubts }: Judge<N, S>): Oracle =>
  oracle<State<S>>({
    id,
    class: "safety",
    start: (schedule) => ({ memory: open(schedule), doubted: [], faulty: new Set(), judged: 0 }),
    observe(state, event) {
      const faulty = event.kind === "move" ? faultyBy(event.move) : undefined;
      if (faulty !== undefined) state.faulty.add(faulty);
      watch?.(state.memory, event);
      const said = step(event);
      const found = said === undefined ? undefined : doubts(said, state.memory);
      if (said === undefined || found === undefined) return;
      state.judged++;
      for (const { sort, because } of found) state.doubted.push({ sort, because, node: said.node, at: said.at });
    },
    end({ doubted, faulty, judged }) {
      const first = doubted.find(({ node }) => !faulty.has(node));
      return first === undefined ? { kind: "held", judged } : brokenBy(first);
    },
  });

const brokenBy = ({ sort, node, at, because }: Doubt & Step): Broken => ({
  kind: "broken",
  sort,
  roles: ["honest"],
  at,
  nodes: [node],
  because,
});
