import { mix } from "#kernel";
import type { NodeId } from "#kernel";
import { markAsked } from "./answered.ts";
import { isInArc } from "./arcs.ts";
import { hasVoted } from "./ballots.ts";
import { clockOf } from "./clock.ts";
import { headsAmong, ownGroup } from "./groups.ts";
import { isPressed } from "./pressure.ts";
import { isWithin, votersIn } from "./neighbours.ts";
import type { Entry, Own, Role, State } from "./parts.ts";
import { rangeOf } from "./tally.ts";

/** Whom to ask for votes on a role: those whose turn it is, or what options leave of them. */
export const chosenFor = (entry: Entry, role: Role, turn: readonly NodeId[], state: State, self: Own): readonly NodeId[] => {
  const { aside } = state;
  if (aside === undefined) return turn;
  const { groups, arcs, adapts } = self.config;
  const able = groups > 0 ? two(speakersFor(role, state, self), role, self) : turn;
  const near = arcs > 1 && !able.every((peer) => isInArc(peer, role.rank, self)) ? two(votersFor(role, state, self), role, self) : able;
  const missing = self.config.asks === "missing" ? missingAmong(near, entry, role, state, self) : near;
  const kept = isPressed(aside, self) ? missing.filter((_, place) => (place & 1) === (clockOf(self) & 1)) : missing;
  if (adapts !== "never") for (const to of kept) markAsked(to, entry.block, aside, self);
  return kept;
};

/** Those whose vote would count and has not come. */
const missingAmong = (peers: readonly NodeId[], entry: Entry, role: Role, state: State, self: Own): readonly NodeId[] => {
  const range = rangeOf(role, state, self);
  return peers.filter((peer) => isWithin(peer, range) && !hasVoted(entry.votes, peer));
};

const votersFor = (role: Role, state: State, self: Own): readonly NodeId[] => votersIn(rangeOf(role, state, self), state, self);

/** Those who speak for a group, and where this node may be one of them, those for whom it speaks. */
const speakersFor = (role: Role, state: State, self: Own): readonly NodeId[] => {
  const heads = headsAmong(votersFor(role, state, self), self);
  return isWithin(self.id, rangeOf(role, state, self))
    ? [...heads, ...ownGroup(state, self).filter((peer) => !heads.includes(peer))]
    : heads;
};

/** Two of them, others in every round. Turns that went around evenly could miss the same ones for ever. */
const two = (peers: readonly NodeId[], { low }: Role, self: Own): readonly NodeId[] => {
  const { length } = peers;
  if (length <= 2) return peers;
  const roll = mix(mix(low, self.id), clockOf(self)) >>> 0;
  const first = roll % length;
  const second = (first + 1 + (Math.floor(roll / length) % (length - 1))) % length;
  return [peers[first]!, peers[second]!];
};
