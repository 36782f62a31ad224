import type { NodeId, Peers, Tick } from "#kernel";
import { invariant } from "#kernel";
import type { Own, State } from "./parts.ts";
import { compareSpots, rankOf, spotOfPeer } from "./ring.ts";
import type { Spot } from "./ring.ts";

/** Whom a node is connected to, in the order of the ring. */
export type Connected = Peers | readonly NodeId[];

/** As the topology says, until somebody was added. */
export const connectedTo = (state: State, self: Own): Connected => state.connected ?? self.peers;

export const isConnected = (peer: NodeId, connected: Connected): boolean => connected.at(countBelow(peer, connected)) === peer;

/** Takes a stranger in. */
export const connect = (peer: NodeId, state: State, self: Own): void => {
  const connected = (state.connected ??= [...self.peers]);
  const place = placeIn(connected, peer);
  if (connected[place] !== peer && peer !== self.id) connected.splice(place, 0, peer);
};

/** How many of them have a smaller number. */
export const countBelow = (peer: NodeId, connected: Connected): number =>
  isList(connected) ? placeIn(connected, peer) : connected.before(peer);

const isList = (connected: Connected): connected is readonly NodeId[] => Array.isArray(connected);

const placeIn = (list: readonly NodeId[], peer: NodeId): number => {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (list[middle]! < peer) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** The peer so many places from here, around the ring as often as it takes. */
export const around = (connected: Connected, place: number, self: Own): NodeId => {
  const { length } = connected;
  if (self.config.indices === "panic") invariant(place >= -length && place < 2 * length, "an index stays within one turn of the ring");
  return connected.at(((place % length) + length) % length)!;
};

/**
 * The two to ask for a vote: as many places below as above, one to four by name and time. The one next above is never asked, and
 * the furthest may lie where its vote does not count.
 */
export const targetsOf = (spot: Spot, time: Tick, connected: Connected, self: Own): readonly NodeId[] => {
  if (connected.length === 0) return [];
  const base = countBelow(rankOf(spot, self.nodes), connected);
  const away = ((spot.low ^ spotOfPeer(self.id, self.nodes).low) + time) & 3;
  return [around(connected, base - away - 1, self), around(connected, base + away + (self.config.targets === "nearest" ? 0 : 1), self)];
};

/** The one to ask for a body when nobody is known to have it: up to four places above, three below. */
export const routeOf = (spot: Spot, time: Tick, connected: Connected, self: Own): NodeId | undefined => {
  if (connected.length === 0) return undefined;
  const base = countBelow(rankOf(spot, self.nodes), connected);
  const away = ((spot.low ^ spotOfPeer(self.id, self.nodes).low) + time) & 7;
  return around(connected, base + away - 3, self);
};

/** The voters whose word counts near a place: from this peer to that, around the end of the ring where the first is not the lower. */
export interface Range {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** As many to either side as the rules say; where few are connected, all. */
export const rangeOf = (spot: Spot, connected: Connected, self: Own): Range => {
  const { halfWidth, smallRing } = self.config;
  if (connected.length <= (smallRing === "ten" ? SMALL_RING : 2 * halfWidth + 2)) return EVERYBODY;
  const base = countBelow(rankOf(spot, self.nodes), connected);
  return { from: around(connected, base - halfWidth, self), to: around(connected, base + halfWidth, self) };
};

const SMALL_RING = 10;
const EVERYBODY: Range = { from: 0, to: 0 };

export const isWithin = (peer: NodeId, { from, to }: Range): boolean =>
  from < to ? from <= peer && peer <= to : from <= peer || peer <= to;

/** Whether a node's own place is near enough to a token that the token is its business. */
export const isOwnRange = (spot: Spot, connected: Connected, self: Own): boolean => {
  const { from, to } = rangeOf(spotOfPeer(self.id, self.nodes), connected, self);
  if (from === to) return true;
  const [low, high] = [spotOfPeer(from, self.nodes), spotOfPeer(to, self.nodes)];
  const [isAbove, isBelow] = [isAtMost(low, spot), isAtMost(spot, high)];
  return from < to ? isAbove && isBelow : isAbove || isBelow;
};

const isAtMost = (a: Spot, b: Spot): boolean => a.high < b.high || (a.high === b.high && a.low <= b.low);

/** The connected peers nearest to a place, on both sides of it. In the first versions nobody looks across the end of the ring. */
export const closestTo = (spot: Spot, count: number, state: State, self: Own): readonly NodeId[] => {
  const connected = connectedTo(state, self);
  const base = countBelow(rankOf(spot, self.nodes), connected);
  const found: NodeId[] = [];
  for (let step = 0; step < count; step++) {
    for (const place of [base + step, base - step - 1]) {
      const isBeyond = place < 0 || place >= connected.length;
      if (isBeyond && (self.config.search === "ends" || connected.length <= count)) continue;
      found.push(around(connected, place, self));
    }
  }
  const nearest = [...new Set(found)].sort((a, b) => compareSpots(away(a, spot, self), away(b, spot, self)) || a - b);
  return nearest.slice(0, count);
};

/** How far a peer is from a place, the shorter way around. */
const away = (peer: NodeId, spot: Spot, { nodes }: Own): Spot => {
  const [ahead, behind] = [less(spotOfPeer(peer, nodes), spot), less(spot, spotOfPeer(peer, nodes))];
  return compareSpots(ahead, behind) < 0 ? ahead : behind;
};

/** From one place to another around the ring, in two words. */
const less = (a: Spot, b: Spot): Spot => {
  const low = a.low - b.low;
  const high = a.high - b.high - (low < 0 ? 1 : 0);
  return { high: high >>> 0, low: low >>> 0 };
};
