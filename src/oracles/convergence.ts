import { fingerprint, snapshot } from "#kernel";
import type { NodeId, Probed, Schedule, Tick } from "#kernel";
import { noteFaulty } from "./faulty.ts";
import { oracle } from "./oracle.ts";
import type { Oracle } from "./oracle.ts";
import { deadlineOf } from "./patience.ts";
import type { Patient } from "./patience.ts";

interface State {
  readonly schedule: Schedule;
  readonly probes: Probed[];
  readonly faulty: Set<NodeId>;
  core: readonly NodeId[];
  /** When a node of the core last decided anything. */
  decidedAt: Tick;
}

/**
 * Once the calm has lasted, all nodes of the core read the same from a probe; where none of them has such a reading, nothing is
 * judged. A faulty node may keep the last vote of a quorum back for as long as it likes: nothing is judged either where one of the
 * core decided so late that the others had not their time.
 */
export const convergence = (protocol: Patient, key: string): Oracle =>
  oracle<State>({
    id: "convergence",
    class: "liveness",
    start: (schedule) => ({ schedule, probes: [], faulty: new Set(), core: [], decidedAt: 0 }),
    observe(state, event) {
      if (event.kind === "move") noteFaulty(state.faulty, event.move);
      if (event.kind === "calm") state.core = event.core;
      if (event.kind === "decide" && state.core.includes(event.node)) state.decidedAt = event.at;
      if (event.kind === "probe") state.probes.push(event);
    },
    end({ schedule, probes, faulty, core, decidedAt }, run) {
      const deadline = deadlineOf(protocol, schedule, run);
      if (deadline.kind === "unknown") return deadline;
      const readings = probes.filter(({ node }) => core.includes(node));
      const [first] = readings;
      const other = readings.find(({ values }) => fingerprint(values[key]) !== fingerprint(first!.values[key]));
      if (first === undefined || other === undefined)
        return { kind: "held", judged: readings.filter(({ values }) => values[key] !== undefined).length };
      const { from, for: ticks } = schedule.calm;
      if (faulty.size > 0 && decidedAt + (deadline.at - from) > from + ticks) return { kind: "held", judged: 0 };
      const because = `at the end node ${first.node} has ${key} ${snapshot(first.values[key])} and node ${other.node} has ${snapshot(other.values[key])}`;
      return { kind: "broken", sort: "apart", roles: ["honest"], at: other.at, nodes: [first.node, other.node], because };
    },
  });
