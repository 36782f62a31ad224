import { choose, mix, saltOf, seedOf } from "#kernel";
import type { Cluster, NodeId, Plain, Tick, Timed } from "#kernel";
import { ROUND_TICKS } from "./clock.ts";
import type { BlockId, KeyId, Operation, Part, TokenId } from "./parts.ts";

/** What clients of a closed loop do: a token is spent again as soon as its last block has committed at its owner. */
export interface Demand {
  /** Tokens about at one time. */
  readonly tokens: number;
  /** Parts of a block: any number up to this, as far as tokens last. */
  readonly partsMax: number;
}

/** A token that is free to be spent: the block and the key that its last change left it with. */
interface Free {
  readonly token: TokenId;
  readonly last: BlockId;
  readonly key: KeyId;
}

/** A block on its way, and when it was handed in. */
interface Sent {
  readonly operation: Operation;
  readonly at: Tick;
}

/**
 * Clients that wait for one block before they ask for the next. What they do, they do by moves: the moves of one run are a schedule
 * that replays it. Their choices are rolls by round and token, so a run has one cause, its seed.
 */
export class ClosedLoop {
  /** Rounds from asking to commit, a block each. */
  readonly latencies: number[] = [];
  /** The rounds in which they heard of a commit. */
  readonly commitRounds: number[] = [];
  /** All they have asked for. */
  readonly moves: Timed[] = [];
  private readonly free: Free[];
  private readonly sent = new Map<number, Sent>();
  private heard = 0;
  private readonly cluster: Cluster;
  private readonly demand: Demand;
  private readonly nodes: number;
  private readonly salt: number;

  constructor(cluster: Cluster, demand: Demand, setup: { readonly nodes: number; readonly seed: string }) {
    this.cluster = cluster;
    this.demand = demand;
    this.nodes = setup.nodes;
    this.salt = mix(CLIENT_SALT, saltOf(seedOf(setup.seed)));
    this.free = Array.from({ length: demand.tokens }, (_, place) => ({ token: this.name(TOKEN, place), last: 0, key: 0 }));
  }

  /** One round: what has committed is free again, and all that is free is spent. Then the nodes have their turn. */
  round(round: number): void {
    this.cluster.until(round * ROUND_TICKS);
    this.listen(round);
    this.shuffle(round);
    for (let block = 0; this.free.length > 0; block++) this.spend(round, block);
  }

  private listen(round: number): void {
    const { history } = this.cluster;
    for (; this.heard < history.length; this.heard++) {
      const event = history[this.heard]!;
      const sent = event.kind === "respond" ? this.sent.get(event.call) : undefined;
      const last = event.kind === "respond" && sent !== undefined ? committedAs(event.result, sent) : undefined;
      if (event.kind !== "respond" || sent === undefined || last === undefined) continue;
      this.sent.delete(event.call);
      this.latencies.push(round - sent.at);
      this.commitRounds.push(round);
      for (const { token, key } of sent.operation.parts) this.free.push({ token, last, key });
    }
  }

  /** Puts what is free in an order that the round chooses. */
  private shuffle(round: number): void {
    const { free } = this;
    for (let place = free.length - 1; place > 0; place--) {
      const other = this.choose(place + 1, round, SHUFFLE, place);
      [free[place], free[other]] = [free[other]!, free[place]!];
    }
  }

  private spend(round: number, place: number): void {
    const { partsMax } = this.demand;
    const used = Math.min(this.free.length, 1 + (partsMax === 1 ? 0 : this.choose(partsMax, round, USED, place)));
    const parts: Part[] = this.free
      .splice(0, used)
      .map(({ token, last, key }) => ({ token, last, key: this.name(KEY, mix(token, round)), signature: key }));
    const operation: Operation = { block: this.name(BLOCK, mix(round, place)), parts, time: round };
    const name = this.moves.length + 1;
    const node: NodeId = this.choose(this.nodes, round, OWNER, place);
    const move: Timed = { at: round * ROUND_TICKS, kind: "submit", name, node, operation };
    this.moves.push(move);
    this.sent.set(name, { operation, at: round });
    this.cluster.apply(move);
  }

  private choose(bound: number, round: number, what: number, place: number): number {
    return choose(mix(mix(mix(this.salt, what), round), place), bound);
  }

  /** A name of 30 bits, never 0. */
  private name(what: number, reason: number): number {
    return 1 + (mix(mix(this.salt, what), reason) >>> 2);
  }
}

/** The block that has committed, if one has: that which was asked for, or what its owner made of it when it handed it in again. */
const committedAs = (result: Plain, { operation }: Sent): BlockId | undefined => {
  if (result === "committed") return operation.block;
  return typeof result === "object" && result !== null && "committed" in result ? (result["committed"] as BlockId) : undefined;
};

const CLIENT_SALT = 0xc11e;
const TOKEN = 1;
const BLOCK = 2;
const KEY = 3;
const OWNER = 4;
const USED = 5;
const SHUFFLE = 6;
