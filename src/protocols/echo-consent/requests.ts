import type { NodeId } from "#kernel";
import { NO, areSiblings } from "./blocks.ts";
import { clockOf } from "./clock.ts";
import type { BlockId, Message, Own, Query, Request, State, TokenId, Vote } from "./parts.ts";
import { compareBlocks } from "./ring.ts";

/** A vote that one means to ask a peer for, in exchange for one's own. */
export interface Wish {
  readonly to: NodeId;
  readonly vote: Vote;
  /** The token of the part that this peer is asked about; 0 where it is a witness. */
  readonly token: TokenId;
  /** Whether one is for that part. */
  readonly isFor: boolean;
}

/** A request with the peer it goes to. */
export interface Asked {
  readonly to: NodeId;
  readonly request: Request;
}

/** One's own votes go out as the rules favour them: where several blocks want one token, one of them keeps its vote, the others get a no. */
export const ask = (wishes: readonly Wish[], queries: readonly Asked[], state: State, self: Own): void => {
  if (wishes.length + queries.length === 0) return;
  const favoured = favouredOf(wishes, self);
  const requests: Asked[] = [...queries];
  for (const { to, vote, token } of wishes) {
    const isKept = (favoured.get(token)?.vote.block ?? vote.block) === vote.block;
    if (!isKept) noteFavoured(favoured.get(token)!.vote.block, vote.block, state, self);
    requests.push({ to, request: isKept ? vote : { ...vote, mask: NO } });
  }
  if (self.config.batches === "requests") sendTogether(requests, self);
  else for (const { to, request } of requests) self.send(to, request);
};

/** Says which of two siblings had its vote, and which was told no for its sake. */
const noteFavoured = (kept: BlockId, denied: BlockId, { pool }: State, self: Own): void => {
  const [one, other] = [pool.get(kept)?.body, pool.get(denied)?.body];
  if (one === undefined || other === undefined || !areSiblings(one, other)) return;
  self.observe({ kind: "note", instance: ["favoured", kept], value: { over: denied, isHigher: compareBlocks(kept, denied) > 0 } });
};

export const asking = (to: NodeId | undefined, request: Query): readonly Asked[] => (to === undefined ? [] : [{ to, request }]);

/** For each token the wish that keeps its vote. */
const favouredOf = (wishes: readonly Wish[], { config: { favours } }: Own): ReadonlyMap<TokenId, Wish> => {
  const favoured = new Map<TokenId, Wish>();
  if (favours === "all") return favoured;
  const isBetter = favours === "lowest" ? isLower : isHigher;
  for (const wish of wishes) {
    const held = favoured.get(wish.token);
    if (wish.token !== 0 && (held === undefined || isBetter(wish, held))) favoured.set(wish.token, wish);
  }
  return favoured;
};

/** What one is against comes first, and then the lowest block: the wrong way round, as it is in the original. */
const isLower = (a: Wish, b: Wish): boolean => (a.isFor === b.isFor ? compareBlocks(a.vote.block, b.vote.block) < 0 : !a.isFor);
const isHigher = (a: Wish, b: Wish): boolean => compareBlocks(a.vote.block, b.vote.block) > 0;

/** What goes to one peer in one tick travels as one message; what is alone travels as it is. */
const sendTogether = (requests: readonly Asked[], self: Own): void => {
  const parcels = new Map<NodeId, Request[]>();
  for (const { to, request } of requests) {
    const parcel = parcels.get(to);
    if (parcel === undefined) parcels.set(to, [request]);
    else parcel.push(request);
  }
  const time = clockOf(self);
  for (const [to, parcel] of parcels) {
    const message: Message = parcel.length === 1 ? parcel[0]! : { kind: "batch", requests: parcel, time };
    self.send(to, message);
  }
};
