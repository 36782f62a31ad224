import type { Move, Setup } from "#kernel";
import { attempt } from "./quest.ts";
import type { Quest } from "./quest.ts";

/** The same moves among fewer nodes, as few as the ground has: who is not named need not be there. */
export const dropNodes = (quest: Quest): boolean => {
  const { best, subject } = quest;
  const { ground } = subject;
  if (Array.isArray(best.setup.topology)) return false;
  const fewer = ground.nodes.filter((nodes) => nodes < best.setup.nodes).toSorted((a, b) => a - b);
  return fewer.some((nodes) => {
    const setup: Setup = { ...best.setup, nodes, faults: ground.faultsOf(nodes) };
    const moves = best.moves.flatMap((move) => among(move, { before: best.setup.nodes, nodes }));
    return attempt(quest, { ...best, setup, moves });
  });
};

/** How many nodes there were, and how many there are. */
type Change = { readonly before: number; readonly nodes: number };

/** The move among those who are left; none where it was about others. Second copies keep their order behind the nodes. */
const among = (move: Move, change: Change): readonly Move[] => {
  const left = <N extends number>(named: readonly N[]): readonly N[] =>
    named.map((one) => renumbered(one, change)).filter((one) => one >= 0);
  switch (move.kind) {
    case "heal":
      return [move];
    case "cut":
    case "clog": {
      const [from, to] = [left(move.from), left(move.to)];
      return from.length > 0 && to.length > 0 ? [{ ...move, from, to }] : [];
    }
    case "fate": {
      const [from, to] = left([move.message.from, move.message.to]);
      return from === undefined || to === undefined ? [] : [{ ...move, message: { ...move.message, from, to } }];
    }
    case "timer": {
      const [process] = left([move.timer.process]);
      return process === undefined ? [] : [{ ...move, timer: { ...move.timer, process } }];
    }
    case "twin":
      return move.node < change.nodes ? [{ ...move, peers: left(move.peers) }] : [];
    default:
      return move.node < change.nodes ? [move] : [];
  }
};

/** Below zero where it is gone. */
const renumbered = <N extends number>(named: N, { before, nodes }: Change): N => {
  if (named >= before) return (named - before + nodes) as N;
  return named < nodes ? named : (-1 as N);
};
