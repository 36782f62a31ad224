import type { NodeId, ProcessId } from "./contract.ts";

/** The second copies of nodes, and which of the two copies each peer hears. */
export class Twins {
  private readonly seconds = new Map<NodeId, { readonly process: ProcessId; readonly peers: readonly NodeId[] }>();

  has(node: NodeId): boolean {
    return this.seconds.has(node);
  }

  add(node: NodeId, process: ProcessId, peers: readonly NodeId[]): void {
    this.seconds.set(node, { process, peers });
  }

  /** The process that hears this one under the id `to`; none where only its twin is heard there. */
  hearerOf(id: NodeId, process: ProcessId, to: NodeId): ProcessId | undefined {
    const own = this.seconds.get(id);
    if (own !== undefined && own.peers.includes(to) !== (process === own.process)) return undefined;
    const other = this.seconds.get(to);
    return other !== undefined && other.peers.includes(id) ? other.process : (to as number);
  }
}
