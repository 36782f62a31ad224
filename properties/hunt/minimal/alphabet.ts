import { Dice } from "#adversary";
import { trial } from "#hunt";
import type { Subject } from "#hunt";
import { Trace, isTimed, simulateAll } from "#kernel";
import type { Fate, Move, Plain, Schedule, Submit, Then, Tick, Timed } from "#kernel";

/** All moves by which this schedule may be continued: the timed ones not before its last, the fates of every message it has. */
export const continuations = (subject: Subject, schedule: Schedule): readonly Move[] => {
  const trace = new Trace();
  trial(subject, schedule, [], { trace });
  const timed = schedule.moves.filter((move) => isTimed(move));
  const ticks = ticksAfter(trace, timed.at(-1)?.at ?? 0, schedule.calm.from);
  const calls = timed.filter((move) => move.kind === "submit");
  const asks = asksAfter(subject, calls);
  const moves = ticks.flatMap((at) => [...submitsAt(at, schedule, calls.length, asks), ...hardshipsAt(at, subject, schedule, timed)]);
  return [...moves, ...fatesIn(subject, schedule, trace)];
};

/** A move at a tick comes before all else in it, so only ticks just after something happened differ, and those just before the calm. */
const ticksAfter = ({ lines }: Trace, least: Tick, calm: Tick): readonly Tick[] => {
  const ticks = new Set([least, ...lines.map(({ at }) => at + 1), calm - 1, calm - 2, calm - 3]);
  return [...ticks].filter((at) => at >= least && at < calm).toSorted((a, b) => a - b);
};

/** What the ground can ask for next, each under the name it has in normal form. */
const asksAfter = ({ ground }: Subject, calls: readonly Submit[]): readonly Plain[] => {
  const earlier = calls.map(({ operation }) => operation);
  const asks = new Map<string, Plain>();
  for (let salt = 0; salt < SAMPLES; salt++) {
    const asked = ground.operation(new Dice(salt), earlier, ground.nodes[0]!);
    const named = ground.rename?.([...earlier, asked]).at(-1) ?? asked;
    asks.set(JSON.stringify(named), named);
  }
  return [...asks.values()];
};

const SAMPLES = 400;

const submitsAt = (at: Tick, { setup }: Schedule, calls: number, asks: readonly Plain[]): readonly Timed[] =>
  nodesOf(setup.nodes).flatMap((node) => asks.map((operation): Timed => ({ at, kind: "submit", name: calls + 1, node, operation })));

const hardshipsAt = (at: Tick, { ground }: Subject, { setup }: Schedule, before: readonly Timed[]): readonly Timed[] => {
  const moves: Timed[] = [];
  const may = (hardship: string): boolean => (ground.hardships as readonly string[]).includes(hardship);
  const had = (kind: Move["kind"], node: number): boolean =>
    before.some((move) => move.kind === kind && (!("node" in move) || move.node === node));
  if (may("cut")) moves.push(...cutsAt(at, setup.nodes));
  if (before.some(({ kind }) => kind === "cut")) moves.push({ at, kind: "heal" });
  for (const node of nodesOf(setup.nodes)) {
    if (may("crash")) moves.push(...crashesAt(at, node));
    if (had("crash", node)) moves.push({ at, kind: "restart", node });
    if (may("pause")) moves.push({ at, kind: "pause", node });
    if (had("pause", node)) moves.push({ at, kind: "resume", node });
    if (may("turn") && before.filter(({ kind }) => kind === "turn").length < setup.faults)
      moves.push(...ground.lies.map((lie): Timed => ({ at, kind: "turn", node, lie })));
  }
  return moves;
};

/** Between nothing and the sixth effect, with or without one write that was not yet synced. */
const crashesAt = (at: Tick, node: number): readonly Timed[] => [
  { at, kind: "crash", node, inside: "nothing", kept: 0 },
  ...[0, 1, 2, 3, 4, 5].flatMap((inside) => [0, 1].map((kept): Timed => ({ at, kind: "crash", node, inside, kept }))),
];

/** Any nodes from any others. */
const cutsAt = (at: Tick, nodes: number): readonly Timed[] => {
  const cuts: Timed[] = [];
  for (let code = 0; code < 3 ** nodes; code++) {
    const sides = nodesOf(nodes).map((node) => Math.floor(code / 3 ** node) % 3);
    const from = nodesOf(nodes).filter((node) => sides[node] === 1);
    const to = nodesOf(nodes).filter((node) => sides[node] === 2);
    if (from.length === 0 || to.length === 0) continue;
    cuts.push({ at, kind: "cut", from, to, ways: "one" });
    if (from[0]! < to[0]!) cuts.push({ at, kind: "cut", from, to, ways: "both" });
  }
  return cuts;
};

const nodesOf = (nodes: number): readonly number[] => Array.from({ length: nodes }, (_, node) => node);

/** Every message of the run, whatever may befall it. A fate that changes nothing tells which of the thinkable names exist. */
const fatesIn = (subject: Subject, schedule: Schedule, { lines }: Trace): readonly Fate[] => {
  if (!subject.ground.hardships.includes("weather")) return [];
  const names = new Map<string, Fate>();
  const said = new Map<string, number>();
  for (const line of lines) {
    if (line.kind !== "send" || line.from === line.to) continue;
    const identity = subject.protocol.identify?.(line.message as never) ?? (line.message as Plain);
    const speech = JSON.stringify([line.from, identity]);
    const times = said.get(speech) ?? 0;
    said.set(speech, times + 1);
    for (let nth = 0; nth <= Math.min(times, NTH_MAX); nth++) {
      const fate: Fate = { kind: "fate", message: { from: line.from, to: line.to, identity, nth }, then: { kind: "delay", by: 0 } };
      names.set(JSON.stringify(fate), fate);
    }
  }
  const taken = new Set(schedule.moves.flatMap((move) => (move.kind === "fate" ? [JSON.stringify(move.message)] : [])));
  const moves = [...schedule.moves, ...names.values()];
  const idle = new Set(simulateAll(subject.protocol, { ...schedule, moves }).idle);
  const met = moves.filter((move, index): move is Fate => index >= schedule.moves.length && !idle.has(index) && move.kind === "fate");
  return met.filter(({ message }) => !taken.has(JSON.stringify(message))).flatMap((fate) => THENS.map((then) => ({ ...fate, then })));
};

const NTH_MAX = 8;
const THENS: readonly Then[] = [
  { kind: "drop" },
  ...[1, 2, 3, 9].map((by): Then => ({ kind: "delay", by })),
  ...[1, 2, 10].map((after): Then => ({ kind: "duplicate", after })),
];
