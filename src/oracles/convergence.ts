import { fingerprint, snapshot } from "#kernel";
import type { NodeId, Probed, Schedule } from "#kernel";
import { oracle } from "./oracle.ts";
import type { Oracle } from "./oracle.ts";
import { deadlineOf } from "./patience.ts";
import type { Patient } from "./patience.ts";

interface State {
  readonly schedule: Schedule;
  readonly probes: Probed[];
  core: readonly NodeId[];
}

/** Once the calm has lasted, all nodes of the core read the same from a probe. Where none of them has such a reading, nothing is judged. */
export const convergence = (protocol: Patient, key: string): Oracle =>
  oracle<State>({
    id: "convergence",
    class: "liveness",
    start: (schedule) => ({ schedule, probes: [], core: [] }),
    observe(state, event) {
      if (event.kind === "calm") state.core = event.core;
      if (event.kind === "probe") state.probes.push(event);
    },
    end({ schedule, probes, core }, run) {
      const deadline = deadlineOf(protocol, schedule, run);
      if (deadline.kind === "unknown") return deadline;
      const readings = probes.filter(({ node }) => core.includes(node));
      const [first] = readings;
      const other = readings.find(({ values }) => fingerprint(values[key]) !== fingerprint(first!.values[key]));
      if (first === undefined || other === undefined)
        return { kind: "held", judged: readings.filter(({ values }) => values[key] !== undefined).length };
      const because = `at the end node ${first.node} has ${key} ${snapshot(first.values[key])} and node ${other.node} has ${snapshot(other.values[key])}`;
      return { kind: "broken", sort: "apart", roles: ["honest"], at: other.at, nodes: [first.node, other.node], because };
    },
  });
