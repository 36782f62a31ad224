import type { Move, NodeId, Plain, Schedule } from "#kernel";
import type { Ground } from "./ground.ts";
import { attempt, attemptMoves } from "./quest.ts";
import type { Quest } from "./quest.ts";
import { retell } from "./retell.ts";
import { SEED_ZERO } from "./smaller.ts";

/** Brings what is left into the form that two findings of one bug share: no seed, moves in order, nodes numbered as they come. */
export const normalise = (quest: Quest): void => {
  attempt(quest, { ...quest.best, setup: { ...quest.best.setup, seed: SEED_ZERO } });
  attemptMoves(quest, renumbered(quest.best.moves));
  attemptMoves(quest, respelled(quest.best.moves, quest.subject.ground));
  attemptMoves(quest, renamed(quest.best));
};

/** Calls named 1, 2, 3 as they come. */
const renumbered = (moves: readonly Move[]): readonly Move[] => {
  const names = [...new Set(moves.flatMap((move) => ("operation" in move ? [move.name] : [])))];
  return moves.map((move) => (move.kind === "submit" || move.kind === "retry" ? { ...move, name: names.indexOf(move.name) + 1 } : move));
};

/** What the calls ask for, under the names that the ground would give it. */
const respelled = (moves: readonly Move[], { rename }: Ground): readonly Move[] => {
  if (rename === undefined) return moves;
  const operations = rename(moves.flatMap((move) => (move.kind === "submit" ? [move.operation] : [])));
  const calls = moves.filter((move) => move.kind === "submit");
  return retell(moves, (call) => operations[calls.indexOf(call)]!);
};

/** Nodes numbered in the order in which the moves name them. */
const renamed = ({ moves, setup }: Schedule): readonly Move[] => {
  const names = new Map<NodeId, NodeId>();
  const nameOf = (node: NodeId): NodeId => {
    // The second copy of a node is known by its number alone.
    if (node >= setup.nodes) return node;
    const known = names.get(node);
    if (known !== undefined) return known;
    names.set(node, names.size);
    return names.size - 1;
  };
  const renamedMoves = moves.map((move) => renameIn(move, nameOf));
  for (let node = 0; node < setup.nodes; node++) nameOf(node);
  return renamedMoves;
};

const renameIn = (move: Move, nameOf: (node: NodeId) => NodeId): Move => {
  switch (move.kind) {
    case "heal":
      return move;
    case "cut":
    case "clog":
      return {
        ...move,
        from: move.from.map((node) => nameOf(node as number) as number),
        to: move.to.map((node) => nameOf(node as number) as number),
      };
    case "fate": {
      const from = nameOf(move.message.from as number) as number;
      const to = nameOf(move.message.to as number) as number;
      return { ...move, message: { ...move.message, from, to } };
    }
    case "timer":
      return { ...move, timer: { ...move.timer, process: nameOf(move.timer.process as number) as number } };
    case "twin":
      return { ...move, node: nameOf(move.node), peers: move.peers.map(nameOf).toSorted((a, b) => a - b) };
    default:
      return { ...move, node: nameOf(move.node) };
  }
};

/** One text for all findings that are one bug: the moves of a minimal schedule in normal form. */
export const normalFormOf = ({ config, setup, moves }: Schedule): string =>
  JSON.stringify([config, setup.nodes, moves] satisfies readonly unknown[] as Plain);
