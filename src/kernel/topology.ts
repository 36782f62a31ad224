import type { NodeId, Peers } from "./contract.ts";
import { choose, mix } from "./dice.ts";
import { fadingIn, randomIn } from "./drawn.ts";
import { unreachable } from "./invariant.ts";
import { Listed, Others } from "./peers.ts";
import type { Setup, Topology } from "./schedule.ts";

/** Who knows whom in one run; what a network costs is what its links cost. */
export type Neighbours = (node: NodeId) => Peers;

/** The peers of every node, ascending and without itself. `salt` is that of the run: what is drawn, is drawn from its seed. */
export const peersIn = ({ nodes, topology }: Setup, salt: number): Neighbours => {
  if (topology === "mesh") return meshOf(nodes);
  if (isList(topology)) return (node) => new Listed(topology[node]!);
  const drawn = mix(salt, LINK_SALT);
  switch (topology.kind) {
    case "ring":
      return (node) => ascending(near(node, nodes, topology.near), nodes);
    case "small-world":
      return (node) => ascending(worldOf(node, nodes, topology, drawn), nodes);
    case "random":
      return randomIn(nodes, topology, drawn);
    case "fading":
      return fadingIn(nodes, topology, drawn);
    default:
      return unreachable(topology);
  }
};

const LINK_SALT = 0x2006;

const isList = (topology: Exclude<Topology, "mesh">): topology is readonly (readonly NodeId[])[] => Array.isArray(topology);

const near = (node: NodeId, nodes: number, reach: number): Set<NodeId> => {
  const peers = new Set<NodeId>();
  for (let steps = 1; steps <= Math.min(reach, nodes - 1); steps++) {
    peers.add((node + steps) % nodes);
    peers.add((node + nodes - steps) % nodes);
  }
  peers.delete(node);
  return peers;
};

/** Near links on both sides, and a few anywhere. */
const worldOf = (node: NodeId, nodes: number, { near: reach, far }: { readonly near: number; readonly far: number }, drawn: number) => {
  const peers = near(node, nodes, reach);
  for (let link = 0; link < far; link++) peers.add(choose(mix(mix(drawn, node), link), nodes));
  peers.delete(node);
  return peers;
};

const ascending = (peers: ReadonlySet<NodeId>, nodes: number): Peers =>
  compact(
    [...peers].sort((a, b) => a - b),
    nodes,
  );

/** A handful is an array, frozen like all that is shared; more than that is kept small: two bytes a link, or four. */
const compact = (peers: readonly NodeId[], nodes: number): Peers => {
  if (peers.length <= MESH_LISTED_MAX) return new Listed(Object.freeze(peers));
  return new Listed(nodes <= 0x10000 ? Uint16Array.from(peers) : Int32Array.from(peers));
};

// A pure cache: a mesh is a function of its size, frozen, and a hunt asks for the same one a million times.
const MESH_LISTED_MAX = 64;
const meshes: (Neighbours | undefined)[] = new Array<undefined>(MESH_LISTED_MAX + 1).fill(undefined);

/** A great mesh is a rule: all nodes but oneself. */
const meshOf = (nodes: number): Neighbours => {
  if (nodes > MESH_LISTED_MAX) return (node) => new Others(nodes, node);
  return (meshes[nodes] ??= drawMesh(nodes));
};

const drawMesh = (nodes: number): Neighbours => {
  const all = Array.from({ length: nodes }, (_, node) => node);
  const peers = all.map((node) => Object.freeze(new Listed(Object.freeze(all.filter((other) => other !== node)))));
  return (node) => peers[node]!;
};
