import type { NodeId, Peers } from "./contract.ts";
import { choose, mix } from "./dice.ts";
import { Listed, Ruled } from "./peers.ts";
import type { Fading, Random } from "./schedule.ts";

/** A link has half a roll to itself, for rolls are what drawing a great network costs: its chance is told in parts of this. */
const SURELY = 0x10000;
const HALF = SURELY - 1;

/** Random links: each directed one is there or not, whatever other links there are. */
export const randomIn = (nodes: number, { permille, links }: Random, drawn: number): ((node: NodeId) => Peers) => {
  const limit = limitOf(permille);
  if (links === "computed") return (node) => new Computed(nodes, node, limit, mix(drawn, node));
  const limits = new Int32Array(2 * nodes + 1).fill(limit);
  limits[nodes] = 0;
  const drawing = new Drawing(nodes, limits, drawn);
  return (node) => drawing.peersOf(node, [0, nodes]);
};

/** Links that are sure nearby, and rarer with the distance. */
export const fadingIn = (nodes: number, fading: Fading, drawn: number): ((node: NodeId) => Peers) => {
  const drawing = new Drawing(nodes, limitsOf(nodes, fading), drawn);
  if (fading.classes !== undefined) drawing.classOf = classesOf(nodes, fading.classes, drawn);
  if (fading.ways === "both") drawing.rows = Int32Array.from({ length: nodes }, (_, node) => mix(drawn, node));
  return (node) => drawing.peersOf(node, stretchesOf(node, nodes, fading));
};

const classesOf = (nodes: number, classes: number, drawn: number): Int32Array =>
  Int32Array.from({ length: nodes }, (_, node) => choose(mix(mix(drawn, CLASS), node), classes));

const CLASS = 0xc1a55;

/** Where a node may have peers at all, ascending: from, to, from, to. */
const stretchesOf = (node: NodeId, nodes: number, { until, shape }: Fading): readonly number[] => {
  const [from, to] = [node - until, node + until + 1];
  if (shape === "line") return [Math.max(0, from), Math.min(nodes, to)];
  if (to - from >= nodes) return [0, nodes];
  if (from < 0) return [0, to, nodes + from, nodes];
  return to > nodes ? [0, to - nodes, from, nodes] : [from, to];
};

/**
 * Draws the peers of one node after the other. What is not there is written over by the next: chance is what no processor
 * foresees, so that a branch for each link would cost more than its roll.
 */
class Drawing {
  /** One roll for each node, where both ends of a link share that of the lower. */
  rows: Int32Array | undefined = undefined;
  /** The class of each node, where only those of one class are linked. */
  classOf: Int32Array | undefined = undefined;
  private readonly found: Uint16Array | Int32Array;
  private count = 0;
  /** The chance of a link at each distance, counted from as many steps down as there are nodes to as many up. */
  private readonly limits: Int32Array;
  private readonly nodes: number;
  private readonly drawn: number;

  constructor(nodes: number, limits: Int32Array, drawn: number) {
    this.nodes = nodes;
    this.limits = limits;
    this.drawn = drawn;
    this.found = nodes <= SURELY ? new Uint16Array(nodes + 1) : new Int32Array(nodes + 1);
  }

  peersOf(node: NodeId, stretches: readonly number[]): Peers {
    this.count = 0;
    for (let i = 0; i < stretches.length; i += 2) {
      const [from, to] = [stretches[i]!, stretches[i + 1]!];
      const middle = this.rows === undefined ? from : Math.max(from, Math.min(node, to));
      if (from < middle) this.drawBelow(node, from, middle);
      this.drawRow(node, middle, to);
    }
    const peers = this.found.slice(0, this.count);
    const { classOf } = this;
    return new Listed(classOf === undefined ? peers : peers.filter((peer) => classOf[peer] === classOf[node]));
  }

  /** Links of both ways to lower nodes: each has been rolled by the other end. */
  private drawBelow(node: NodeId, from: NodeId, to: NodeId): void {
    const { found, limits, nodes } = this;
    let { count } = this;
    for (let other = from; other < to; other++) {
      found[count] = other;
      count += halfOf(this.rows![other]!, node) < limits[other + nodes - node]! ? 1 : 0;
    }
    this.count = count;
  }

  /** Links that this node rolls, two with one roll but for the ends. */
  private drawRow(node: NodeId, from: NodeId, to: NodeId): void {
    const { found, limits, nodes } = this;
    const row = mix(this.drawn, node);
    let { count } = this;
    for (let other = from & ~1; other < to; other += 2) {
      const roll = mix(row, other >> 1);
      const place = other + nodes - node;
      found[count] = other;
      count += other >= from && (roll & HALF) < limits[place]! ? 1 : 0;
      found[count] = other + 1;
      count += other + 1 < to && roll >>> 16 < limits[place + 1]! ? 1 : 0;
    }
    this.count = count;
  }
}

/** The chance of a link at each distance; to itself a node has none. */
const limitsOf = (nodes: number, { near, until, nearPermille, farPermille, shape }: Fading): Int32Array => {
  const limits = new Int32Array(2 * nodes + 1);
  for (let place = 1; place < 2 * nodes; place++) {
    const away = Math.abs(place - nodes);
    const steps = shape === "ring" ? Math.min(away, nodes - away) : away;
    if (steps === 0 || steps > until) continue;
    limits[place] = steps <= near ? SURELY : limitOf(nearPermille + ((farPermille - nearPermille) * (steps - near)) / (until - near));
  }
  return limits;
};

const limitOf = (permille: number): number => Math.round((permille * SURELY) / 1_000);

const halfOf = (row: number, other: NodeId): number => {
  const roll = mix(row, other >> 1);
  return (other & 1) === 0 ? roll & HALF : roll >>> 16;
};

/** Random links that are worked out anew, whenever somebody asks. */
class Computed extends Ruled {
  private readonly self: NodeId;
  private readonly limit: number;
  private readonly row: number;

  constructor(nodes: number, self: NodeId, limit: number, row: number) {
    super(nodes);
    this.self = self;
    this.limit = limit;
    this.row = row;
  }

  protected override isPeer(node: NodeId): boolean {
    return node !== this.self && halfOf(this.row, node) < this.limit;
  }
}
