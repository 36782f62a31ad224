import type { Subject } from "#hunt";
import { faultyBy } from "#kernel";
import type { Move, NodeId, Schedule, Tick, Timed } from "#kernel";

/** After what a hardship may come. */
export interface Place {
  readonly subject: Subject;
  readonly schedule: Schedule;
  readonly before: readonly Timed[];
  /** Whether something can have happened since the tick before. */
  readonly isBusy: boolean;
}

/** Every hardship that a storm on this ground may bring at this tick, or a shrinker make of what it brings. */
export const hardshipsAt = (at: Tick, place: Place): readonly Timed[] => {
  const { before, isBusy } = place;
  const nodes = nodesOf(place.schedule.setup.nodes);
  const moves = [
    ...retriesAt(at, place),
    ...(before.some(isClog) || (isBusy && before.some(isCut)) ? [{ at, kind: "heal" } as const] : []),
  ];
  for (const node of nodes) moves.push(...countedAt(at, node, place));
  if (!isBusy) return moves;
  if (may(place, "cut")) moves.push(...cutsAt(at, nodes.length));
  if (may(place, "clog")) moves.push(...clogsAt(at, nodes.length));
  for (const node of nodes) moves.push(...befallingAt(at, node, place));
  return moves;
};

const isClog = ({ kind }: Move): boolean => kind === "clog";
const isCut = ({ kind }: Move): boolean => kind === "cut";

const may = ({ subject }: Place, hardship: string): boolean => (subject.ground.hardships as readonly string[]).includes(hardship);

const had = ({ before }: Place, kind: Move["kind"], node: NodeId): boolean =>
  before.some((move) => move.kind === kind && "node" in move && move.node === node);

/** The client of any call so far asks any node. */
const retriesAt = (at: Tick, place: Place): readonly Timed[] =>
  may(place, "retry")
    ? place.before.flatMap((move) =>
        move.kind === "submit" ? nodesOf(place.schedule.setup.nodes).map((node): Timed => ({ ...move, at, kind: "retry", node })) : [],
      )
    : [];

/** What changes how time is counted, or starts to count it: two ticks of it are two runs, whether anything happens between them or not. */
const countedAt = (at: Tick, node: NodeId, place: Place): readonly Timed[] => {
  if (may(place, "skew")) throw new Error("a skew has so many lengths that only what holds none is searched");
  const moves: Timed[] = [];
  if (had(place, "crash", node)) moves.push({ at, kind: "restart", node });
  if (may(place, "pause")) moves.push({ at, kind: "pause", node });
  if (had(place, "pause", node)) moves.push({ at, kind: "resume", node });
  if (may(place, "twin") && mayFail(place)) moves.push(...twinsAt(at, node, place.schedule.setup.nodes));
  return moves;
};

/** What acts on a node with the next thing that happens there. */
const befallingAt = (at: Tick, node: NodeId, place: Place): readonly Timed[] => {
  const moves: Timed[] = [];
  if (may(place, "crash")) moves.push(...crashesAt(at, node));
  if (may(place, "slow")) moves.push(...upTo(SLOW_TICKS_MAX).map((by): Timed => ({ at, kind: "slow", node, by })));
  if (had(place, "slow", node)) moves.push({ at, kind: "slow", node, by: 0 });
  if (!mayFail(place)) return moves;
  if (may(place, "turn")) moves.push(...place.subject.ground.lies.map((lie): Timed => ({ at, kind: "turn", node, lie })));
  if (may(place, "disk")) moves.push(...FAULTS.map((fault): Timed => ({ at, kind: "disk", node, fault })));
  return moves;
};

/** Whether the fault budget has one left. */
const mayFail = ({ before, schedule }: Place): boolean =>
  before.filter((move) => faultyBy(move) !== undefined).length < schedule.setup.faults;

/** What a disk may do in a storm. */
const FAULTS = [{ kind: "stale" }, { kind: "torn", kept: 0 }, { kind: "torn", kept: 1 }] as const;

/** A storm slows by 12 ticks at most; a liar may shrink to a node that is slower. */
const SLOW_TICKS_MAX = 16;

/** Any of the others hear the second copy. */
const twinsAt = (at: Tick, node: NodeId, nodes: number): readonly Timed[] => {
  const others = nodesOf(nodes).filter((other) => other !== node);
  return nodesOf(2 ** others.length).map((code): Timed => ({
    at,
    kind: "twin",
    node,
    peers: others.filter((_, bit) => (code >> bit) % 2 === 1),
  }));
};

/** Between handlers, or in the next one after each effect that a storm counts to; with all that a storm lets survive. */
const crashesAt = (at: Tick, node: number): readonly Timed[] =>
  (["nothing", 0, 1, 2, 3, 4, 5] as const).flatMap((inside) => [0, 1, 2].map((kept): Timed => ({ at, kind: "crash", node, inside, kept })));

/** Any nodes from any others, and both ways too. */
const cutsAt = (at: Tick, nodes: number): readonly Timed[] =>
  sidesOf(nodes).flatMap((sides): readonly Timed[] => {
    const cut = { at, kind: "cut", ...sides } as const;
    return sides.from[0]! < sides.to[0]!
      ? [
          { ...cut, ways: "one" },
          { ...cut, ways: "both" },
        ]
      : [{ ...cut, ways: "one" }];
  });

const clogsAt = (at: Tick, nodes: number): readonly Timed[] => sidesOf(nodes).map((sides): Timed => ({ at, kind: "clog", ...sides }));

interface Sides {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const sidesOf = (nodes: number): readonly Sides[] =>
  nodesOf(3 ** nodes).flatMap((code) => {
    const sides = nodesOf(nodes).map((node) => Math.floor(code / 3 ** node) % 3);
    const from = nodesOf(nodes).filter((node) => sides[node] === 1);
    const to = nodesOf(nodes).filter((node) => sides[node] === 2);
    return from.length === 0 || to.length === 0 ? [] : [{ from, to }];
  });

/** The numbers from 0 up to one below. */
export const nodesOf = (nodes: number): readonly number[] => Array.from({ length: nodes }, (_, node) => node);

/** The numbers from 1 up. */
export const upTo = (most: number): readonly number[] => Array.from({ length: most }, (_, less) => 1 + less);
