import type { NodeId } from "./contract.ts";
import type { Setup } from "./schedule.ts";

/** The peers of every node, ascending and without itself. */
export const peersIn = ({ nodes, topology }: Setup): readonly (readonly NodeId[])[] => (topology === "mesh" ? meshOf(nodes) : topology);

// A pure cache: a mesh is a function of its size, frozen, and a hunt asks for the same one a million times.
const MESH_NODES_MAX = 64;
const meshes: (readonly (readonly NodeId[])[] | undefined)[] = new Array<undefined>(MESH_NODES_MAX + 1).fill(undefined);

const meshOf = (nodes: number): readonly (readonly NodeId[])[] => {
  if (nodes > MESH_NODES_MAX) return drawMesh(nodes);
  return (meshes[nodes] ??= drawMesh(nodes));
};

const drawMesh = (nodes: number): readonly (readonly NodeId[])[] => {
  const all = Array.from({ length: nodes }, (_, node) => node);
  return all.map((node) => Object.freeze(all.filter((other) => other !== node)));
};
