import { choose, mix, saltOf, seedOf } from "#kernel";
import type { Cluster, NodeId, Plain, Timed } from "#kernel";
import { ROUND_TICKS } from "./clock.ts";
import type { BlockId, KeyId, Operation, Part, TokenId } from "./parts.ts";

/** What clients of a closed loop do: a token is spent again as soon as its last block has committed at its owner. */
export interface Demand {
  readonly kind?: undefined;
  /** Tokens about at one time. */
  readonly tokens: number;
  /** Parts of a block: any number up to this, as far as tokens last. */
  readonly partsMax: number;
  /** Rounds after which a block is given up, and new tokens take the place of what it was to spend. Without it clients wait for ever. */
  readonly patience?: number | undefined;
}

/** A block that was asked for: in which round, of whom, and in which round its client heard that it had committed there. */
export interface Attempt {
  readonly from: number;
  readonly node: NodeId;
  committed: number | undefined;
}

/** Rounds from asking to commit, of all that have committed, ascending. */
export const latenciesOf = (attempts: readonly Attempt[]): readonly number[] =>
  attempts.flatMap(({ from, committed }) => (committed === undefined ? [] : [committed - from])).sort((a, b) => a - b);

/** A token that is free to be spent: the block and the key that its last change left it with. */
interface Free {
  readonly token: TokenId;
  readonly last: BlockId;
  readonly key: KeyId;
}

/** A block on its way. */
interface Sent {
  readonly operation: Operation;
  readonly attempt: Attempt;
}

/**
 * Clients that wait for one block before they ask for the next. What they do, they do by moves: the moves of one run are a schedule
 * that replays it. Their choices are rolls by round and token, so a run has one cause, its seed.
 */
export class ClosedLoop {
  /** What became of all they have asked for, in the same order as the moves. */
  readonly attempts: Attempt[] = [];
  readonly moves: Timed[] = [];
  private readonly free: Free[];
  private readonly sent = new Map<number, Sent>();
  private heard = 0;
  private named: number;
  private readonly cluster: Cluster;
  private readonly demand: Demand;
  private readonly nodes: number;
  private readonly salt: number;

  constructor(cluster: Cluster, demand: Demand, setup: { readonly nodes: number; readonly seed: string }) {
    this.cluster = cluster;
    this.demand = demand;
    this.nodes = setup.nodes;
    this.salt = mix(CLIENT_SALT, saltOf(seedOf(setup.seed)));
    this.free = Array.from({ length: demand.tokens }, (_, place) => this.create(place));
    this.named = demand.tokens;
  }

  /** One round: what has committed is free again, and all that is free is spent. Then the nodes have their turn. */
  round(round: number): void {
    this.cluster.until(round * ROUND_TICKS);
    this.listen(round);
    this.giveUp(round);
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
      sent.attempt.committed = round;
      for (const { token, key } of sent.operation.parts) this.free.push({ token, last, key });
    }
  }

  /** Blocks are kept in the order in which they were asked for: the first that is not too old ends the search. */
  private giveUp(round: number): void {
    const { patience } = this.demand;
    if (patience === undefined) return;
    for (const [name, { attempt, operation }] of this.sent) {
      if (round - attempt.from <= patience) return;
      this.sent.delete(name);
      for (let part = 0; part < operation.parts.length; part++) this.free.push(this.create(this.named++));
    }
  }

  private create(place: number): Free {
    return { token: this.name(TOKEN, place), last: 0, key: 0 };
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
    const attempt: Attempt = { from: round, node, committed: undefined };
    this.attempts.push(attempt);
    this.sent.set(name, { operation, attempt });
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
