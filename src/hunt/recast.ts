import type { Hardship } from "#adversary";
import { isTimed } from "#kernel";
import type { Crash, Move, NodeId, Restart, Retry, Skew, Slow, Submit, Turn, Twin } from "#kernel";
import { leaningOn } from "./calls.ts";
import { isHardship } from "./harder.ts";
import type { Quest } from "./quest.ts";

/** What is left when a move is dropped, with several others changed together, where no single change is of use. */
export const recastsOf = ({ best: { setup }, subject }: Quest, rest: readonly Move[]): readonly (readonly Move[])[] => {
  const nodes = Array.from({ length: Math.min(setup.nodes, NODES_MAX) }, (_, node) => node);
  const may = (hardship: Hardship): boolean => subject.ground.hardships.includes(hardship);
  const calls = rest.filter(isCall);
  if (calls.length === 0 || !rest.some((move) => move.kind === "retry" || (isHardship(move) && isTimed(move)))) return [];
  return [
    ...nodes.flatMap((node) => [asking(rest, node), ...restartingAtOnce(rest, node)]),
    ...rest.flatMap((move): readonly (readonly Move[])[] => {
      if (move.kind === "turn") return nodes.flatMap((node) => turningAnother(rest, move, node, nodes));
      if (move.kind === "retry") return askingTwice(rest, move, nodes);
      if (move.kind === "slow" && move.by > 0) return nodes.map((node) => overtaking(rest, move, node));
      if (move.kind === "twin" && may("crash")) return nodes.flatMap((node) => parting(rest, { ...move, node }, nodes, may("cut")));
      if (move.kind === "skew") return skewingBetween(rest, move, nodes, may("retry"));
      return [];
    }),
  ];
};

/** In the normal form whoever has a part comes before all others; and there are pairs of them to try. */
const NODES_MAX = 8;

const isCall = (move: Move): move is Submit => move.kind === "submit";

const replaced = (moves: readonly Move[], ...changes: readonly (readonly [Move, Move])[]): readonly Move[] =>
  moves.map((move) => changes.find(([before]) => before === move)?.[1] ?? move);

/** Everything is asked of one node: of those near a hardship, or of those far from it, one may be enough. */
const asking = (moves: readonly Move[], node: NodeId): readonly Move[] =>
  moves.map((move) => (isHardship(move) || move.kind === "fate" ? move : { ...move, node }));

/** The node that is asked dies of it, and starts again before it hears of anything. All the others may have no part in it. */
const restartingAtOnce = (moves: readonly Move[], node: NodeId): readonly (readonly Move[])[] => {
  const crash = moves.find((move): move is Crash => move.kind === "crash" && move.node === node);
  const restart = moves.find((move): move is Restart => move.kind === "restart" && move.node === node);
  const call = moves.find(isCall);
  if (crash === undefined || restart === undefined || call === undefined) return [];
  const { at } = call;
  const before = moves.filter((move) => move !== crash && move !== restart && move !== call);
  const own = before.filter((move) => "node" in move && isHardship(move) && move.node === node).map((move) => ({ ...move, at: 0 }));
  const once: readonly Move[] = [
    { ...call, node },
    { ...crash, at, inside: "nothing" },
    { ...restart, at },
  ];
  return [
    [...before, ...once],
    [...own, ...once],
  ];
};

/** Another node lies from the first, and it or one of the others is asked. */
const turningAnother = (moves: readonly Move[], turn: Turn, node: NodeId, nodes: readonly NodeId[]): readonly (readonly Move[])[] => {
  const turned = replaced(moves, [turn, { ...turn, at: 0, node }]);
  const call = moves.find(isCall)!;
  return [
    ...nodes.map((other) => asking(turned, other)),
    [
      { ...turn, at: 0, node },
      { ...call, at: 0, node },
    ],
  ];
};

/** One node is asked, and another in the same tick or the next. It may be any call that is asked twice, and nothing else. */
const askingTwice = (moves: readonly Move[], retry: Retry, nodes: readonly NodeId[]): readonly (readonly Move[])[] => {
  const calls = moves.filter(isCall);
  const call = calls.find(({ name }) => name === retry.name);
  const pairs = nodes.flatMap((first) => nodes.map((second) => [first, second] as const));
  const alone = calls.flatMap((one) => {
    const operation = calls.filter((other) => other !== one).reduce((asked, other) => leaningOn(asked, other), one.operation);
    return pairs.map(([first, second]): readonly Move[] => [
      { ...one, operation, at: 0, node: first },
      { ...one, kind: "retry", operation, at: 1, node: second },
    ]);
  });
  if (call === undefined) return alone;
  const twice = pairs.flatMap(([node, second]) =>
    [0, 1].map((after) => replaced(moves, [call, { ...call, node }], [retry, { ...retry, node: second, at: call.at + after }])),
  );
  return [...twice, ...alone];
};

/** A clock jumps after what one call brought, and before what another does: the same call, asked again, where there is no other. */
const skewingBetween = (moves: readonly Move[], skew: Skew, nodes: readonly NodeId[], mayRetry: boolean): readonly (readonly Move[])[] => {
  const calls = moves.filter(isCall);
  const apart = calls.flatMap((call) =>
    [1, 2, 3].flatMap((ticks) => {
      const jump: Skew = { ...skew, at: call.at + ticks };
      return nodes.filter((node) => node !== call.node).map((node) => replaced(moves, [call, { ...call, node }], [skew, jump]));
    }),
  );
  const first = calls[0]!;
  const second: Submit | Retry | undefined = calls[1] ?? (mayRetry ? { ...first, kind: "retry" } : undefined);
  if (second === undefined) return apart;
  const together = nodes.flatMap((node) =>
    [1, 2].map((at): readonly Move[] => [
      { ...first, at: 0, node },
      { ...second, at: 0, node: skew.node },
      { ...skew, at },
    ]),
  );
  return [...apart, ...together];
};

/** One call is answered by a node that is slow, and the next by the same node when it is itself again. */
const overtaking = (moves: readonly Move[], slow: Slow, node: NodeId): readonly Move[] => {
  const [first, second] = moves.filter(isCall);
  const end = moves.find((move) => move.kind === "slow" && move.by === 0);
  if (first === undefined || second === undefined || end === undefined) return moves;
  return [
    { ...slow, at: 0, by: SLOW_TICKS_MAX },
    { ...first, at: 0, node },
    { ...slow, at: 1, by: 0 },
    { ...second, at: 1, node },
  ];
};

/** Of twins only one that is not there hears the second; another node is asked for everything, one thing after the other. */
const parting = (moves: readonly Move[], twin: Twin, nodes: readonly NodeId[], mayCut: boolean): readonly (readonly Move[])[] => {
  const others = nodes.filter((node) => node !== twin.node);
  return others.flatMap((absent) => {
    const [asked = twin.node, rival = asked] = others.filter((node) => node !== absent);
    const crash: Move = { at: 0, kind: "crash", node: absent, inside: "nothing", kept: 0 };
    const calls = moves.filter(isCall);
    const inTurn = calls.map((call, place): Move => ({ ...call, at: HANDLED_TICKS * place, node: asked }));
    const alone: readonly Move[] = [{ ...twin, at: 0, peers: [absent] }, crash, ...inTurn];
    if (!mayCut || rival === asked) return [alone];
    // Rivals at either side of the twins: the second hears of one, and the first is not to hear of the other.
    const apart: Move = { at: 0, kind: "cut", from: [rival as number], to: [twin.node as number], ways: "one" };
    const rivals = calls.slice(0, 2).map((call, place): Move => ({ ...call, at: 0, node: place === 0 ? asked : rival }));
    return [alone, [{ ...twin, at: 0, peers: [asked] }, crash, apart, ...rivals]];
  });
};

/** By then a call has been said, heard and answered. */
const HANDLED_TICKS = 3;

/** No storm makes a node slower. */
const SLOW_TICKS_MAX = 12;
