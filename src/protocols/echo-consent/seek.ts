import type { NodeId } from "#kernel";
import { latestAsker, voterOf } from "./ballots.ts";
import { clockOf } from "./clock.ts";
import { FOR_POOL, queryFor } from "./fetch.ts";
import { routeOf } from "./neighbours.ts";
import type { Entry, Own, State } from "./parts.ts";
import { asking } from "./requests.ts";
import type { Asked } from "./requests.ts";
import { spotOfBlock } from "./ring.ts";

/** Asks for the body of a name once more: whoever spoke last of those that wait for an answer, for they have it; else whoever lives near it. */
export const seek = (entry: Entry, queries: Asked[], state: State, self: Own): void => {
  const to =
    (self.config.fetches === "in-turn" ? voterInTurn(entry.votes, self) : latestAsker(entry.votes)) ??
    routeOf(spotOfBlock(entry.block), clockOf(self), state, self);
  queries.push(...asking(to, queryFor(entry.block, FOR_POOL, self)));
};

/** One after the other, for the one asked before may have lost it. */
const voterInTurn = (votes: Entry["votes"], self: Own): NodeId | undefined => {
  const ballot = votes[clockOf(self) % votes.length];
  return ballot === undefined ? undefined : voterOf(ballot);
};
