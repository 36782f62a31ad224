import type { NodeId, Peers } from "./contract.ts";

/** Numbers of nodes, ascending: two bytes or four for each where there are many of them. */
export type Ascending = readonly NodeId[] | Uint16Array | Int32Array;

/** Peers that are listed. */
export class Listed implements Peers {
  /** For the loop of a broadcast: no protocol sees it. */
  readonly list: readonly NodeId[];
  readonly length: number;

  constructor(list: Ascending) {
    this.list = list as readonly NodeId[];
    this.length = list.length;
  }

  [Symbol.iterator](): IterableIterator<NodeId> {
    return this.list[Symbol.iterator]();
  }

  at(place: number): NodeId | undefined {
    return this.list[place];
  }

  beside(node: NodeId, steps: number): NodeId | undefined {
    return this.list[around(this.before(node) + steps, this.length)];
  }

  /** How many of them have a smaller number. */
  private before(node: NodeId): number {
    const { list } = this;
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (list[middle]! < node) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  includes(node: NodeId): boolean {
    return this.list[this.before(node)] === node;
  }

  some(isOne: (node: NodeId) => boolean): boolean {
    return this.find(isOne) !== undefined;
  }

  every(isOne: (node: NodeId) => boolean): boolean {
    return !this.some((node) => !isOne(node));
  }

  find(isOne: (node: NodeId) => boolean): NodeId | undefined {
    const { list } = this;
    for (let place = 0; place < list.length; place++) if (isOne(list[place]!)) return list[place];
    return undefined;
  }
}

/** A place on a ring of so many. */
const around = (place: number, length: number): number => (place >= 0 && place < length ? place : ((place % length) + length) % length);

/** Peers that are known by a rule instead of a list: they cost nothing to keep, and a walk to count. */
export abstract class Ruled implements Peers {
  private readonly nodes: number;
  private counted = -1;

  constructor(nodes: number) {
    this.nodes = nodes;
  }

  /** Whether a node of this network is one of them. */
  protected abstract isPeer(node: NodeId): boolean;

  get length(): number {
    if (this.counted < 0) this.counted = this.count();
    return this.counted;
  }

  *[Symbol.iterator](): IterableIterator<NodeId> {
    for (let node = 0; node < this.nodes; node++) if (this.isPeer(node)) yield node;
  }

  at(place: number): NodeId | undefined {
    let left = place;
    for (const node of this) if (left-- === 0) return node;
    return undefined;
  }

  beside(node: NodeId, steps: number): NodeId | undefined {
    const { nodes } = this;
    const by = steps < 0 ? nodes - 1 : 1;
    let left = steps < 0 ? -steps : steps + 1;
    let at = around(steps < 0 ? node - 1 : node, nodes);
    // Whoever has come around once without meeting anybody will not meet anybody.
    for (let since = 0; since < nodes; since++) {
      if (this.isPeer(at)) {
        if (--left === 0) return at;
        since = -1;
      }
      at = (at + by) % nodes;
    }
    return undefined;
  }

  private count(): number {
    let count = 0;
    for (let node = 0; node < this.nodes; node++) if (this.isPeer(node)) count++;
    return count;
  }

  includes(node: NodeId): boolean {
    return node >= 0 && node < this.nodes && this.isPeer(node);
  }

  some(isOne: (node: NodeId) => boolean): boolean {
    return this.find(isOne) !== undefined;
  }

  every(isOne: (node: NodeId) => boolean): boolean {
    return !this.some((node) => !isOne(node));
  }

  find(isOne: (node: NodeId) => boolean): NodeId | undefined {
    for (const node of this) if (isOne(node)) return node;
    return undefined;
  }
}

/** All nodes but oneself, where they are too many to list: the one rule that needs no walk. */
export class Others extends Ruled {
  private readonly self: NodeId;
  private readonly last: NodeId;

  constructor(nodes: number, self: NodeId) {
    super(nodes);
    this.self = self;
    this.last = nodes - 1;
  }

  protected override isPeer(node: NodeId): boolean {
    return node !== this.self;
  }

  override get length(): number {
    return this.last;
  }

  override at(place: number): NodeId | undefined {
    if (!(place >= 0 && place < this.last)) return undefined;
    return place < this.self ? place : place + 1;
  }

  override beside(node: NodeId, steps: number): NodeId | undefined {
    return this.at(around((node > this.self ? node - 1 : node) + steps, this.last));
  }
}
