import { hashOf } from "#kernel";
import type { Run } from "#kernel";
import type { Verdict } from "./oracle.ts";

/** What a second run of one schedule is made to show. */
export type Rerun = "same" | "permuted";

const WHY: Readonly<Record<Rerun, string>> = {
  same: "a run made twice gave two histories: something outside the schedule had a say",
  permuted: "a run with every Map and Set re-inserted in reverse gave another history: the protocol leans on an accident of order",
};

/** The order of Maps and Sets, and all that lies outside the schedule, has no say in a run. */
export const order = (rerun: Rerun, first: Run, second: Run): Verdict => {
  if (first.high === second.high && first.low === second.low) return { kind: "held", judged: 1 };
  const because = `${WHY[rerun]} (${hashOf(first)} and ${hashOf(second)})`;
  return { kind: "broken", sort: rerun === "same" ? "divergence" : "order", roles: [], at: 0, nodes: [], because };
};
