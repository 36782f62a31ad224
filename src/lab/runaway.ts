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
  const deed = death.kind === "silent" ? `never came back from ${placeOf(where)}` : `${death.because} in ${placeOf(where)}`;
  const nodes = where === undefined || where.node === "somebody" ? [] : [where.node];
  const who = nodes.length === 0 ? "a node" : `node ${nodes[0]}`;
  return {
    property,
    class: "safety",
    identity: identityOfRunaway(property),
    verdict: { kind: "broken", sort: SORT, roles: [], at: where?.at ?? 0, nodes, because: `${who} ${deed}` },
  };
};

/** How a repro names it: whether a run bursts or is given up on before it does is for the machine to say. */
export const identityOfRunaway = (property: string): string => `${property} ${SORT}`;

const SORT = "panic runaway";

const placeOf = (where: Whereabouts | undefined): string =>
  where === undefined ? "the making of its world" : `${where.handler} at tick ${where.at}`;

/** Whether a failure was told from outside: then no run is left to shrink or to certify. */
export const isRunaway = ({ verdict: { sort } }: Failure): boolean => sort === SORT;
