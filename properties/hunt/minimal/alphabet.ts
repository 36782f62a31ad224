import { Dice } from "#adversary";
import { trial } from "#hunt";
import type { Ground, Subject } from "#hunt";
import { Trace, isTimed, simulateAll } from "#kernel";
import type { Fate, Move, Plain, Schedule, Then, Tick, Timed, Traced } from "#kernel";

/**
 * All timed moves by which this schedule may be continued. A call, a pause and what ends one count from their tick: they come at
 * every tick of the storm that is left. All else first acts when something next happens, so one tick stands for all up to then.
 */
export const timedAfter = (subject: Subject, schedule: Schedule): readonly Timed[] => {
  const before = schedule.moves.filter((move) => isTimed(move));
  const least = before.at(-1)?.at ?? 0;
  const busy = new Set([
    least,
    ...linesOf(subject, schedule)
      .flatMap(ticksOf)
      .map((at) => at + 1),
  ]);
  const ticks = Array.from({ length: schedule.calm.from - least }, (_, gap) => least + gap);
  const asks = asksAfter(subject.ground, before);
  return ticks.flatMap((at) => [
    ...submitsAt(at, schedule, before, asks),
    ...hardshipsAt(at, subject, schedule, before).filter(({ kind }) => busy.has(at) || COUNTING.has(kind)),
  ]);
};

const COUNTING: ReadonlySet<Move["kind"]> = new Set(["pause", "resume", "restart"]);

/** When this happened, and when what was sent is due. */
const ticksOf = (line: Traced): readonly Tick[] =>
  line.kind === "send" && line.becomes.kind === "due" ? [line.at, ...line.becomes.at] : [line.at];

/** All that happens in a run. */
export const linesOf = (subject: Subject, schedule: Schedule): readonly Traced[] => {
  const trace = new Trace();
  trial(subject, schedule, [], { trace });
  return trace.lines;
};

/** What the ground can ask for next: rolled so often that nothing is missed that it rolls once in a thousand times. */
const asksAfter = ({ operation, nodes }: Ground, before: readonly Timed[]): readonly Plain[] => {
  const earlier = before.flatMap((move) => (move.kind === "submit" ? [move.operation] : []));
  const asks = new Map<string, Plain>();
  for (let salt = 0; salt < SAMPLES; salt++) {
    const asked = operation(new Dice(salt), earlier, nodes[0]!);
    asks.set(JSON.stringify(asked), asked);
  }
  return [...asks.values()];
};

const SAMPLES = 8_000;

const submitsAt = (at: Tick, { setup }: Schedule, before: readonly Timed[], asks: readonly Plain[]): readonly Timed[] => {
  const name = 1 + before.filter(isCall).length;
  return nodesOf(setup.nodes).flatMap((node) => asks.map((operation): Timed => ({ at, kind: "submit", name, node, operation })));
};

/** Whether a client asks for something. */
export const isCall = ({ kind }: Move): boolean => kind === "submit";

const hardshipsAt = (at: Tick, { ground }: Subject, { setup }: Schedule, before: readonly Timed[]): readonly Timed[] => {
  const moves: Timed[] = [];
  const may = (hardship: string): boolean => (ground.hardships as readonly string[]).includes(hardship);
  const had = (kind: Move["kind"], node: number): boolean =>
    before.some((move) => move.kind === kind && "node" in move && move.node === node);
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

/** Between handlers, or in the next one after each effect that a storm counts to; with all that a storm lets survive. */
const crashesAt = (at: Tick, node: number): readonly Timed[] =>
  (["nothing", 0, 1, 2, 3, 4, 5] as const).flatMap((inside) => [0, 1, 2].map((kept): Timed => ({ at, kind: "crash", node, inside, kept })));

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

/** Every message of the run, and all that the weather could do to it. A fate that changes nothing tells which of the thinkable names exist. */
export const fatesAfter = (subject: Subject, schedule: Schedule): readonly Fate[] => {
  if (!subject.ground.hardships.includes("weather")) return [];
  const taken = new Set(schedule.moves.flatMap((move) => (move.kind === "fate" ? [JSON.stringify(move.message)] : [])));
  const names = namesIn(subject, schedule).filter(({ message }) => !taken.has(JSON.stringify(message)));
  const moves = [...schedule.moves, ...names];
  const idle = new Set(simulateAll(subject.protocol, { ...schedule, moves }).idle);
  const met = names.filter((_, place) => !idle.has(schedule.moves.length + place));
  return met.flatMap((fate) => THENS.map((then) => ({ ...fate, then })));
};

const namesIn = (subject: Subject, schedule: Schedule): readonly Fate[] => {
  const names = new Map<string, Fate>();
  const said = new Map<string, number>();
  for (const line of linesOf(subject, schedule)) {
    if (line.kind !== "send" || line.from === line.to) continue;
    const identity = subject.protocol.identify?.(line.message as never) ?? (line.message as Plain);
    const speech = JSON.stringify([line.from, identity]);
    const times = said.get(speech) ?? 0;
    said.set(speech, times + 1);
    for (let nth = 0; nth <= times; nth++) {
      const fate: Fate = { kind: "fate", message: { from: line.from, to: line.to, identity, nth }, then: { kind: "delay", by: 0 } };
      names.set(JSON.stringify(fate), fate);
    }
  }
  return [...names.values()];
};

const upTo = (most: number): readonly number[] => Array.from({ length: most }, (_, less) => 1 + less);

/** What the heaviest weather can do to a message. */
const THENS: readonly Then[] = [
  { kind: "drop" },
  ...upTo(9).map((by): Then => ({ kind: "delay", by })),
  ...upTo(10).map((after): Then => ({ kind: "duplicate", after })),
];
