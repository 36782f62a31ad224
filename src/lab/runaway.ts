import type { Failure, Sight } from "#hunt";
import type { Schedule } from "#kernel";
import type { Death } from "./jobs.ts";
import type { Whereabouts } from "./notes.ts";

/** What is seen of a run that took its process with it: a panic, told from outside. */
export const sightOfRunaway = (none: Sight, index: number, schedule: Schedule, failure: Failure): Sight => ({
  ...none,
  runs: 1,
  found: { index, schedule, failure },
});

/** The failure of a run that took its process with it. How it did is known, and where it was last seen, if it came so far. */
export const failureOfRunaway = (property: string, death: Death, where: Whereabouts | undefined): Failure => {
  const sort = death.kind === "silent" ? "panic silent" : "panic died";
  const deed = death.kind === "silent" ? `never came back from ${placeOf(where)}` : `${death.because} in ${placeOf(where)}`;
  const nodes = where === undefined || where.node === "somebody" ? [] : [where.node];
  const who = nodes.length === 0 ? "a node" : `node ${nodes[0]}`;
  return {
    property,
    class: "safety",
    identity: `${property} ${sort}`,
    verdict: { kind: "broken", sort, roles: [], at: where?.at ?? 0, nodes, because: `${who} ${deed}` },
  };
};

const placeOf = (where: Whereabouts | undefined): string =>
  where === undefined ? "the making of its world" : `${where.handler} at tick ${where.at}`;

/** Whether a failure was told from outside: then no run is left to shrink or to certify. */
export const isRunaway = ({ verdict: { sort } }: Failure): boolean => sort === "panic silent" || sort === "panic died";
