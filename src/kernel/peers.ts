import type { NodeId, Peers } from "./contract.ts";

/** Peers that are known by a rule instead of a list: they cost nothing to keep. */
export class Ruled implements Peers {
  private readonly nodes: number;
  private readonly isPeer: (node: NodeId) => boolean;
  private counted: number | undefined = undefined;

  constructor(nodes: number, isPeer: (node: NodeId) => boolean) {
    this.nodes = nodes;
    this.isPeer = isPeer;
  }

  get length(): number {
    if (this.counted !== undefined) return this.counted;
    let count = 0;
    for (let node = 0; node < this.nodes; node++) if (this.isPeer(node)) count++;
    return (this.counted = count);
  }

  *[Symbol.iterator](): IterableIterator<NodeId> {
    for (let node = 0; node < this.nodes; node++) if (this.isPeer(node)) yield node;
  }

  at(place: number): NodeId | undefined {
    let left = place;
    for (const node of this) if (left-- === 0) return node;
    return undefined;
  }

  includes(node: NodeId): boolean {
    return node >= 0 && node < this.nodes && this.isPeer(node);
  }

  some(isOne: (node: NodeId) => boolean): boolean {
    for (const node of this) if (isOne(node)) return true;
    return false;
  }

  every(isOne: (node: NodeId) => boolean): boolean {
    return !this.some((node) => !isOne(node));
  }

  find(isOne: (node: NodeId) => boolean): NodeId | undefined {
    for (const node of this) if (isOne(node)) return node;
    return undefined;
  }
}
