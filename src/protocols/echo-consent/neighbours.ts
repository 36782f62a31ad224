import type { NodeId, Tick } from "#kernel";
import { invariant } from "#kernel";
import type { Own, Role, State } from "./parts.ts";
import { compareSpots, rankOf, spotOfPeer } from "./ring.ts";
import type { Spot } from "./ring.ts";

/** How many a node is connected to: its peers in the topology, and strangers that it took in. */
export const connections = ({ strangers }: State, { peers }: Own): number => peers.length + strangers.length;

export const isConnected = (peer: NodeId, { strangers }: State, { peers }: Own): boolean =>
  peers.includes(peer) || strangers[placeIn(strangers, peer)] === peer;

/** Takes a stranger in. */
export const connect = (peer: NodeId, state: State, self: Own): void => {
  if (peer !== self.id && !isConnected(peer, state, self)) state.strangers.splice(placeIn(state.strangers, peer), 0, peer);
};

const placeIn = (list: readonly NodeId[], peer: NodeId): number => {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (list[middle]! < peer) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** The connected peer so many steps up from a place on the ring, 0 for the first there; or down from it, -1 for the first. */
export const beside = (rank: NodeId, steps: number, state: State, self: Own): NodeId => {
  const { peers, config } = self;
  const { strangers } = state;
  const place = peers.before(rank) + steps;
  if (config.indices === "panic") refuseBeyond(place, connections(state, self));
  if (strangers.length > 0) return besideBoth(rank, steps, state, self);
  const { length } = peers;
  return peers.at(place >= 0 && place < length ? place : ((place % length) + length) % length)!;
};

const refuseBeyond = (place: number, length: number): void =>
  invariant(place >= -length && place < 2 * length, "an index stays within one turn of the ring");

/** The same where there are strangers: along both lists at once. */
const besideBoth = (rank: NodeId, steps: number, { strangers }: State, { peers }: Own): NodeId => {
  let [peer, stranger] = [peers.before(rank), placeIn(strangers, rank)];
  if (steps >= 0) {
    for (let left = steps; ; left--) {
      if (peer === peers.length && stranger === strangers.length) [peer, stranger] = [0, 0];
      const isPeer = stranger === strangers.length || (peer < peers.length && peers.at(peer)! < strangers[stranger]!);
      if (left === 0) return isPeer ? peers.at(peer)! : strangers[stranger]!;
      if (isPeer) peer++;
      else stranger++;
    }
  }
  for (let left = -steps; ; left--) {
    if (peer === 0 && stranger === 0) [peer, stranger] = [peers.length, strangers.length];
    const isPeer = stranger === 0 || (peer > 0 && peers.at(peer - 1)! > strangers[stranger - 1]!);
    if (isPeer) peer--;
    else stranger--;
    if (left === 1) return isPeer ? peers.at(peer)! : strangers[stranger]!;
  }
};

/**
 * How far off to ask for votes on a role, one to four places by name and time: as many below as above. The one next above is never
 * asked, and the furthest may lie where its vote does not count.
 */
export const distanceFor = ({ low }: Pick<Role, "low">, time: Tick, self: Own): number =>
  (((low ^ spotOfPeer(self.id, self.nodes).low) + time) & 3) + 1;

/** The one to ask for a body when nobody is known to have it: up to four places above, three below. */
export const routeOf = (spot: Spot, time: Tick, state: State, self: Own): NodeId | undefined => {
  if (connections(state, self) === 0) return undefined;
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
  if (connections(state, self) <= (smallRing === "ten" ? SMALL_RING : 2 * halfWidth + 2)) return EVERYBODY;
  return { from: beside(rank, -halfWidth, state, self), to: beside(rank, halfWidth, state, self) };
};

const SMALL_RING = 10;
const EVERYBODY: Range = { from: 0, to: 0 };

export const isWithin = (peer: NodeId, { from, to }: Range): boolean =>
  from < to ? from <= peer && peer <= to : from <= peer || peer <= to;

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
  const found = new Set<NodeId>();
  for (let step = 0; step < Math.min(count, connections(state, self)); step++) {
    const [above, below] = [beside(rank, step, state, self), beside(rank, -step - 1, state, self)];
    if (above >= rank || self.config.search === "wraps") found.add(above);
    if (below < rank || self.config.search === "wraps") found.add(below);
  }
  const nearest = [...found].map((peer) => ({ peer, far: away(peer, spot, self) }));
  nearest.sort((a, b) => a.far - b.far || a.peer - b.peer);
  return nearest.slice(0, count).map(({ peer }) => peer);
};

/** How far a peer is from a place, the shorter way around: in 53 bits, which tell apart whatever is not all but equally far. */
const away = (peer: NodeId, spot: Spot, { nodes }: Own): number => {
  const { high, low } = spotOfPeer(peer, nodes);
  const ahead = Math.abs((high - spot.high) * WORD + (low - spot.low));
  return Math.min(ahead, WORD * WORD - ahead);
};

const WORD = 0x100000000;
