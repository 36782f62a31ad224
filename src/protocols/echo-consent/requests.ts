import type { NodeId } from "#kernel";
import { NO } from "./blocks.ts";
import type { BlockId, Own, Query, Request, Vote } from "./parts.ts";
import { compareBlocks } from "./ring.ts";

/** A vote that one means to ask a peer for, in exchange for one's own. */
export interface Wish {
  readonly to: NodeId;
  readonly vote: Vote;
  /** Whether one is for the part that this peer is asked about. */
  readonly isFor: boolean;
}

/** One's own votes go out as the rules favour them: where one peer is asked about several blocks, the others get a no. */
export const ask = (wishes: Wish[], queries: readonly Asked[], self: Own): void => {
  const { favours } = self.config;
  if (favours === "lowest") wishes.sort(byLowest);
  if (favours === "highest") wishes.sort(byHighest);
  const requests: Asked[] = [...queries];
  let [to, first]: [NodeId | undefined, BlockId] = [undefined, 0];
  for (const wish of wishes) {
    const isFirst = wish.to !== to;
    if (isFirst) [to, first] = [wish.to, wish.vote.block];
    const isKept = favours === "all" || isFirst || (favours === "highest" && wish.vote.block === first);
    requests.push({ to: wish.to, request: isKept ? wish.vote : { ...wish.vote, mask: NO } });
  }
  for (const { to: peer, request } of requests) self.send(peer, request);
};

/** A request with the peer it goes to. */
export interface Asked {
  readonly to: NodeId;
  readonly request: Request;
}

export const asking = (to: NodeId | undefined, request: Query): readonly Asked[] => (to === undefined ? [] : [{ to, request }]);

/** What one is against comes first, and then the lowest block: the wrong way round, as it is in the original. */
const byLowest = (a: Wish, b: Wish): number =>
  a.to - b.to || Number(a.isFor) - Number(b.isFor) || compareBlocks(a.vote.block, b.vote.block);
const byHighest = (a: Wish, b: Wish): number =>
  a.to - b.to || compareBlocks(b.vote.block, a.vote.block) || Number(b.isFor) - Number(a.isFor);
