import type { Hardship } from "#adversary";
import { isTimed } from "#kernel";
import type { Move, NodeId, Tick, Timed } from "#kernel";
import { attemptMoves } from "./quest.ts";
import type { Quest } from "./quest.ts";

/**
 * Puts one stronger move in the place of several: what looks like many lost and late messages is often one node that slept.
 * Fewer moves are smaller, however strong. Only what touches the node goes: its fates, crashes, pauses and restarts.
 */
export const mergeMoves = (quest: Quest): boolean => {
  const nodes = Array.from({ length: quest.best.setup.nodes }, (_, node) => node);
  const hardships = quest.best.moves.filter(({ kind }) => kind !== "submit");
  const isTaken = (touching: readonly Move[], moves: readonly Timed[]): boolean => {
    const rest = quest.best.moves.filter((move) => !touching.includes(move));
    return touching.length > 1 && moves.some((move) => attemptMoves(quest, [move, ...rest]));
  };
  return nodes.some((node) => {
    const touching = hardships.filter((move) => isAbout(move, node));
    return isTaken(hardships, lonely(quest, node)) || isTaken(touching, instead(quest, node, touching));
  });
};

/** In the place of all hardship: one node that is not heard, or hears nothing, from the first. */
const lonely = ({ best, subject }: Quest, node: NodeId): readonly Timed[] => {
  if (!subject.ground.hardships.includes("cut")) return [];
  const others = Array.from({ length: best.setup.nodes }, (_, other) => other).filter((other) => other !== node);
  const cut = { at: 0, kind: "cut", ways: "one" } as const;
  return [
    { ...cut, from: [node as number], to: others },
    { ...cut, from: others, to: [node as number] },
  ];
};

const isAbout = (move: Move, node: NodeId): boolean => {
  switch (move.kind) {
    case "fate":
      return (move.message.from as number) === node || (move.message.to as number) === node;
    case "timer":
      return (move.timer.process as number) === node;
    case "slow":
    case "skew":
    case "crash":
    case "restart":
    case "pause":
    case "resume":
    case "disk":
    case "turn":
    case "twin":
      return move.node === node;
    case "cut":
    case "clog":
      return (move.from.length === 1 && (move.from[0] as number) === node) || (move.to.length === 1 && (move.to[0] as number) === node);
    default:
      return false;
  }
};

const instead = ({ best, subject }: Quest, node: NodeId, touching: readonly Move[]): readonly Timed[] => {
  const others = Array.from({ length: best.setup.nodes }, (_, other) => other).filter((other) => other !== node);
  const unheard = others.map((other): Timed => ({ at: 0, kind: "cut", from: [other], to: [node as number], ways: "one" }));
  const moves = ticksFor(best.moves, touching).flatMap((at): readonly Timed[] => [
    { at, kind: "pause", node },
    { at, kind: "crash", node, inside: "nothing", kept: 0 },
    { at, kind: "cut", from: [node as number], to: others, ways: "one" },
    { at, kind: "cut", from: others, to: [node as number], ways: "one" },
    { at, kind: "cut", from: [node as number], to: others, ways: "both" },
  ]);
  return [...moves, ...unheard].filter(({ kind }) => subject.ground.hardships.includes(kind as Hardship));
};

/** When such a move would have to come: at the very first, with one of those it replaces, or just after a call. */
const ticksFor = (moves: readonly Move[], touching: readonly Move[]): readonly Tick[] => {
  const ticks = new Set<Tick>([0]);
  for (const move of touching) if (isTimed(move)) ticks.add(move.at);
  for (const move of moves) if (move.kind === "submit") for (const after of [1, 2]) ticks.add(move.at + after);
  return [...ticks].slice(0, TICKS_MAX);
};

const TICKS_MAX = 4;
