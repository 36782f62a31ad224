import type { NodeId, Tick } from "#kernel";
import { invariant } from "#kernel";
import { placeIn } from "./ascending.ts";
import type { Own, Role, State } from "./parts.ts";
import { compareSpots, rankOf, spotOfPeer } from "./ring.ts";
import type { Spot } from "./ring.ts";

/** Whether a node is connected to more than so many: to peers of the topology, or to strangers that it took in. */
const hasMoreThan = (count: number, { strangers }: State, { peers }: Own): boolean =>
  strangers.length > count || peers.at(count - strangers.length) !== undefined;

export const isAlone = (state: State, self: Own): boolean => !hasMoreThan(0, state, self);

export const isConnected = (peer: NodeId, { strangers }: State, { peers }: Own): boolean =>
  peers.includes(peer) || strangers[placeIn(strangers, peer)] === peer;

/** Takes a stranger in. */
export const connect = (peer: NodeId, state: State, self: Own): void => {
  if (peer !== self.id && !isConnected(peer, state, self)) state.strangers.splice(placeIn(state.strangers, peer), 0, peer);
};

/** The connected peer so many steps up from a place on the ring, 0 for the first there; or down from it, -1 for the first. */
export const beside = (rank: NodeId, steps: number, state: State, self: Own): NodeId => {
  const { peers, config } = self;
  if (config.indices === "panic") refuseBeyond(steps, state, self);
  return state.strangers.length > 0 ? besideBoth(rank, steps, state, self) : peers.beside(rank, steps)!;
};

const refuseBeyond = (steps: number, state: State, self: Own): void =>
  invariant(hasMoreThan(Math.abs(steps) - 1, state, self), "an index stays within one turn of the ring");

/** The same where there are strangers: step by step, to whichever of the two kinds comes first. */
const besideBoth = (rank: NodeId, steps: number, { strangers }: State, { peers, nodes }: Own): NodeId => {
  const isUp = steps >= 0;
  const by = isUp ? 0 : -1;
  const { length } = strangers;
  let place = wrapped(placeIn(strangers, rank) + by, length);
  let peer = peers.beside(rank, by) ?? strangers[place]!;
  for (let [at, left] = [rank, isUp ? steps : -steps - 1]; ; left--) {
    const stranger = strangers[place]!;
    const isPeer = isUp
      ? wrapped(peer - at, nodes) < wrapped(stranger - at, nodes)
      : wrapped(at - 1 - peer, nodes) < wrapped(at - 1 - stranger, nodes);
    if (left === 0) return isPeer ? peer : stranger;
    at = (isPeer ? peer : stranger) + by + 1;
    if (isPeer) peer = peers.beside(at, by) ?? stranger;
    else place = wrapped(place + by + by + 1, length);
  }
};

const wrapped = (place: number, length: number): number => (place >= 0 && place < length ? place : ((place % length) + length) % length);

/** How far off to ask for votes on a role: one to four places, by name and time. */
export const distanceFor = ({ low }: Pick<Role, "low">, time: Tick, self: Own): number =>
  (((low ^ spotOfPeer(self.id, self.nodes).low) + time) & 3) + 1;

/** The one to ask for a body when nobody is known to have it: up to four places above, three below. */
export const routeOf = (spot: Spot, time: Tick, state: State, self: Own): NodeId | undefined => {
  if (isAlone(state, self)) return undefined;
  const away = ((spot.low ^ spotOfPeer(self.id, self.nodes).low) + time) & 7;
  return beside(rankOf(spot, self.nodes), away - 3, state, self);
};

/** The voters whose word counts near a place: from this peer to that, around the end of the ring where the first is not the lower. */
export interface Range {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** As many to either side as the rules say; where few are connected, all. */
export const rangeAt = (rank: NodeId, state: State, self: Own): Range => {
  const { halfWidth, smallRing } = self.config;
  if (!hasMoreThan(smallRing === "ten" ? SMALL_RING : 2 * halfWidth + 2, state, self)) return EVERYBODY;
  return { from: beside(rank, -halfWidth, state, self), to: beside(rank, halfWidth, state, self) };
};

const SMALL_RING = 10;
const EVERYBODY: Range = { from: 0, to: 0 };

export const isWithin = (peer: NodeId, { from, to }: Range): boolean =>
  from < to ? from <= peer && peer <= to : from <= peer || peer <= to;

/** The connected peers whose word counts in a range, in the order of the ring. */
export const votersIn = (range: Range, state: State, self: Own): readonly NodeId[] => {
  const voters: NodeId[] = [];
  const first = range.from === range.to ? 0 : range.from;
  for (let step = 0; !isAlone(state, self); step++) {
    const peer = beside(first, step, state, self);
    if (peer === voters[0] || !isWithin(peer, range)) break;
    voters.push(peer);
  }
  return voters;
};

/** Whether a node's own place is near enough to a token that the token is its business. */
export const isOwnRange = (spot: Spot, state: State, self: Own): boolean => {
  const { from, to } = rangeAt(self.id, state, self);
  if (from === to) return true;
  const isAbove = compareSpots(spotOfPeer(from, self.nodes), spot) <= 0;
  const isBelow = compareSpots(spot, spotOfPeer(to, self.nodes)) <= 0;
  return from < to ? isAbove && isBelow : isAbove || isBelow;
};

/** The connected peers nearest to a place, on both sides of it. In the first versions nobody looks across the end of the ring. */
export const closestTo = (spot: Spot, count: number, state: State, self: Own): readonly NodeId[] => {
  const rank = rankOf(spot, self.nodes);
  const isRound = self.config.search === "wraps";
  const [nearest, distances]: [NodeId[], number[]] = [[], []];
  for (let step = 0; step < count && hasMoreThan(step, state, self); step++) {
    const above = beside(rank, step, state, self);
    if (above >= rank || isRound) enter(above, away(above, spot, self), nearest, distances);
    const below = beside(rank, -step - 1, state, self);
    if (below < rank || isRound) enter(below, away(below, spot, self), nearest, distances);
  }
  if (nearest.length > count) nearest.length = count;
  return nearest;
};

/** Puts a peer among the others by its distance, once. Who comes is farther than most, so looking from the end finds the place at once. */
const enter = (peer: NodeId, distance: number, nearest: NodeId[], distances: number[]): void => {
  if (nearest.includes(peer)) return;
  let at = nearest.length;
  for (; at > 0 && isBefore(peer, distance, nearest[at - 1]!, distances[at - 1]!); at--) {
    nearest[at] = nearest[at - 1]!;
    distances[at] = distances[at - 1]!;
  }
  nearest[at] = peer;
  distances[at] = distance;
};

const isBefore = (peer: NodeId, distance: number, other: NodeId, otherDistance: number): boolean =>
  distance < otherDistance || (distance === otherDistance && peer < other);

/** How far a peer is from a place, the shorter way around: in 53 bits, which tell apart whatever is not all but equally far. */
const away = (peer: NodeId, spot: Spot, { nodes }: Own): number => {
  const { high, low } = spotOfPeer(peer, nodes);
  const ahead = Math.abs((high - spot.high) * WORD + (low - spot.low));
  return Math.min(ahead, WORD * WORD - ahead);
};

const WORD = 0x100000000;
