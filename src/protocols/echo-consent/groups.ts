import type { NodeId } from "#kernel";
import { maskFrom } from "./ballots.ts";
import { WITNESS } from "./blocks.ts";
import { isConnected } from "./neighbours.ts";
import type { Block, Entry, Mask, Own, Role, State } from "./parts.ts";

/** Whether most of the groups among these voters are for a part, or against it where that settles it too. The first of a group speaks for it. */
export const isSettledByGroups = ({ votes }: Entry, { bit }: Role, voters: readonly NodeId[], self: Own): boolean => {
  const heads = headsAmong(voters, self);
  let [yes, no] = [0, 0];
  for (const head of heads) {
    const mask = maskFrom(votes, head);
    if (mask === undefined) continue;
    if (bit === WITNESS || (mask & bit) !== 0) yes++;
    else no++;
  }
  return 2 * yes > heads.length || (self.config.settles === "either-way" && 2 * no > heads.length);
};

/** The first of every group, as far as it is among these: groups are the same for everybody, only whom one knows of them is not. */
export const headsAmong = (voters: readonly NodeId[], { config: { groups } }: Own): readonly NodeId[] =>
  voters.filter((voter, place) => place === 0 || groupOf(voter, groups) !== groupOf(voters[place - 1]!, groups));

/** Neighbours on the ring, so many to a group. */
const groupOf = (peer: NodeId, groups: number): number => Math.floor(peer / groups);

/** The others of a node's own group whom it is connected to. */
export const ownGroup = (state: State, self: Own): readonly NodeId[] => {
  const { groups } = self.config;
  const from = groups * groupOf(self.id, groups);
  const group = Array.from({ length: groups }, (_, place) => from + place);
  return group.filter((peer) => peer !== self.id && isConnected(peer, state, self));
};

/** What the group of this node would have a block do, as far as its votes are here: where they are even, its own word. */
export const wordOfGroup = ({ votes }: Entry, { parts }: Block, own: Mask, state: State, self: Own): Mask => {
  const words = ownGroup(state, self).flatMap((peer) => maskFrom(votes, peer) ?? []);
  let mask = 0;
  for (let bit = 1; bit < 1 << parts.length; bit <<= 1) {
    const isOwn = (own & bit) !== 0;
    const others = words.reduce((sum, word) => sum + ((word & bit) === 0 ? -1 : 1), 0);
    const all = others + (isOwn ? 1 : -1);
    if (all > 0 || (all === 0 && isOwn)) mask |= bit;
  }
  return mask;
};
