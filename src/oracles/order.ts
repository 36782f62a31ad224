import { hashOf } from "#kernel";
import type { Run } from "#kernel";
import type { Verdict } from "./oracle.ts";

/** What a second run of one schedule is made to show. */
export type Rerun = "same" | "permuted" | "frozen";

const WHY: Readonly<Record<Rerun, string>> = {
  same: "a run made twice gave two histories: something outside the schedule had a say",
  permuted: "a run with every Map and Set re-inserted in reverse gave another history: the protocol leans on an accident of order",
  frozen: "a run with everything frozen that leaves a node gave another history: the protocol changes what it has let go of",
};

const SORTS: Readonly<Record<Rerun, string>> = { same: "divergence", permuted: "order", frozen: "change" };

/** The order of Maps and Sets, and all that lies outside the schedule, has no say in a run. */
export const order = (rerun: Rerun, first: Run, second: Run): Verdict => {
  if (first.high === second.high && first.low === second.low) return { kind: "held", judged: 1 };
  const because = `${WHY[rerun]} (${hashOf(first)} and ${hashOf(second)})`;
  return { kind: "broken", sort: SORTS[rerun], roles: [], at: 0, nodes: [], because };
};
