import { choose, mix, saltOf, seedOf } from "#kernel";
import type { Cluster, NodeId, Tick, Timed } from "#kernel";
import type { Attempt } from "./client.ts";
import { ROUND_TICKS } from "./clock.ts";
import { isCommit } from "./commit.ts";
import type { BlockId, KeyId, Operation, Part, TokenId } from "./parts.ts";

/** What contending clients do in every round. */
export interface Contention {
  readonly kind: "contention";
  /** Submissions of a round: each is a block, or a family of two that spend one token from one parent. */
  readonly slots: number;
  readonly familyPermille: number;
  /** Parts of a plain block: any number up to this. */
  readonly partsMax: number;
}

/** Two blocks that spend one token from one parent, asked of two nodes. */
export interface Family {
  readonly token: TokenId;
  readonly candidates: readonly Asked[];
}

/** A block that was asked for, by its name. */
export interface Asked extends Attempt {
  readonly block: BlockId;
}

/** What a client reads in the store of a node: the block that each token stands at, and the key to change it next. */
interface Shelf {
  readonly tokens: TokenId[];
  readonly held: Map<TokenId, Held>;
}
interface Held {
  readonly block: BlockId;
  readonly key: KeyId;
}

/**
 * Clients that do not wait and spend what others spend. What they know of the tokens is what their nodes have stored, as their nodes
 * tell it. All they do is moves: the moves of one run are a schedule that replays it.
 */
export class ConflictingClients {
  /** All that was asked for, in order. */
  readonly attempts: Asked[] = [];
  readonly families: Family[] = [];
  readonly moves: Timed[] = [];
  private readonly shelves: Shelf[];
  private heard = 0;
  private readonly cluster: Cluster;
  private readonly contention: Contention;
  private readonly salt: number;
  private rolls = 0;

  constructor(cluster: Cluster, contention: Contention, setup: { readonly nodes: number; readonly seed: string }) {
    this.cluster = cluster;
    this.contention = contention;
    this.salt = mix(CLIENT_SALT, saltOf(seedOf(setup.seed)));
    this.shelves = Array.from({ length: setup.nodes }, () => ({ tokens: [], held: new Map() }));
  }

  /** One round: what was stored is known, and every slot is used. Then the nodes have their turn. */
  round(round: number): void {
    this.cluster.until(round * ROUND_TICKS);
    this.listen();
    for (let slot = 0; slot < this.contention.slots; slot++) this.fill(round, slot);
  }

  /** The block that a token stands at, as a node has it; 0 is none. */
  standingAt(node: NodeId, token: TokenId): BlockId {
    return this.shelves[node]!.held.get(token)?.block ?? 0;
  }

  /** Takes in what has happened since. */
  listen(): void {
    const { history } = this.cluster;
    for (; this.heard < history.length; this.heard++) {
      const event = history[this.heard]!;
      if (event.kind === "respond" && event.result === "committed") this.attempts[event.call - 1]!.committed = roundOf(event.at);
      if (isCommit(event)) this.shelve(event.node, event.value as unknown as Told);
    }
  }

  /** A commit that moved a token: its last note is where it stands. */
  private shelve(node: NodeId, { parts }: Told): void {
    const { tokens, held } = this.shelves[node]!;
    for (const { token, before, after, key } of parts) {
      if (after === before) continue;
      if (before === 0) tokens.push(token);
      held.set(token, { block: after, key });
    }
  }

  private fill(round: number, slot: number): void {
    this.rolls = mix(mix(mix(this.salt, SLOT), round), slot);
    const [first, second] = [this.below(this.shelves.length), this.below(this.shelves.length - 1)];
    const other = second < first ? second : second + 1;
    const isFamily = this.below(1_000) < this.contention.familyPermille;
    const contested = isFamily ? this.sample([first, other]) : undefined;
    if (contested === undefined) this.ask(round, first, this.plainParts(first));
    else this.contest(round, [first, other], contested);
  }

  private contest(round: number, nodes: readonly NodeId[], spent: Spent): void {
    const candidates = nodes.map((node) => this.ask(round, node, [{ ...spent, key: this.name() }]));
    this.families.push({ token: spent.token, candidates });
  }

  /** A token that one of these has, or one of a few others. */
  private sample(nodes: readonly NodeId[]): Spent | undefined {
    for (let tries = 0; tries < nodes.length + OTHERS; tries++) {
      const found = this.pick(nodes[tries] ?? this.below(this.shelves.length));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private pick(node: NodeId): Spent | undefined {
    const { tokens, held } = this.shelves[node]!;
    if (tokens.length === 0) return undefined;
    const token = tokens[this.below(tokens.length)]!;
    const { block, key } = held.get(token)!;
    return { token, last: block, signature: key };
  }

  private plainParts(node: NodeId): readonly Part[] {
    const parts: Part[] = [];
    const used = 1 + this.below(this.contention.partsMax);
    while (parts.length < used) {
      const spent = this.below(2) === 0 ? this.pickOther(node, parts) : undefined;
      parts.push({ ...(spent ?? { token: this.name(), last: 0, signature: 0 }), key: this.name() });
    }
    return parts;
  }

  /** A token of this node that is not among those, if a few tries find one. */
  private pickOther(node: NodeId, parts: readonly Part[]): Spent | undefined {
    for (let tries = 0; tries < TRIES; tries++) {
      const found = this.pick(node);
      if (found !== undefined && parts.every(({ token }) => token !== found.token)) return found;
    }
    return undefined;
  }

  private ask(round: number, node: NodeId, parts: readonly Part[]): Asked {
    const operation: Operation = { block: this.name(), parts, time: round };
    const asked: Asked = { block: operation.block, node, from: round, committed: undefined };
    this.attempts.push(asked);
    const move: Timed = { at: round * ROUND_TICKS, kind: "submit", name: this.attempts.length, node, operation };
    this.moves.push(move);
    this.cluster.apply(move);
    return asked;
  }

  /** The next choice of this slot. */
  private below(bound: number): number {
    this.rolls = mix(this.rolls, ROLL);
    return choose(this.rolls, bound);
  }

  /** A name of 30 bits, never 0. */
  private name(): number {
    this.rolls = mix(this.rolls, ROLL);
    return 1 + (this.rolls >>> 2);
  }
}

type Spent = Omit<Part, "key">;
/** As much of a commit's note as tells where its tokens stand. */
interface Told {
  readonly parts: readonly { readonly token: TokenId; readonly key: KeyId; readonly before: BlockId; readonly after: BlockId }[];
}

const roundOf = (at: Tick): Tick => Math.floor(at / ROUND_TICKS);

/** Nodes that are asked for a token when neither submitter has one. */
const OTHERS = 6;
/** Tries to find a token that the block does not have yet. */
const TRIES = 4;
const CLIENT_SALT = 0xc0f1;
const SLOT = 1;
const ROLL = 0x5107;
