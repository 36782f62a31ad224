import type { Parts, ProcessId, Protocol, Tick } from "./contract.ts";
import type { Handler, Run } from "./history.ts";
import type { Move, Schedule } from "./schedule.ts";
import { simulate } from "./simulate.ts";
import { snapshot } from "./snapshot.ts";
import { Trace } from "./trace.ts";
import type { Handled, Traced } from "./trace.ts";
import type { Watch } from "./world.ts";

/** The first event in which two runs of one schedule part, as each of them tells it. */
export interface Divergence {
  readonly at: Tick;
  readonly place: Place;
  readonly first: Side;
  readonly second: Side;
}

/** Where it was: in a handler, at a move, or only when the books were closed. */
export type Place =
  | { readonly kind: "handler"; readonly process: ProcessId; readonly handler: Handler }
  | { readonly kind: "move"; readonly move: Move["kind"] }
  | { readonly kind: "end" };

/** One run's account of the event. */
export interface Side {
  /** The line of its trace, as text; empty where the run was over by then. */
  readonly line: string;
  /** The rolling hash after it. */
  readonly hash: string;
  /** What the node held once its handler was through; empty where a panic or no handler ended it. */
  readonly state: string;
}

/** A run with all that was told of it. */
export interface Told {
  readonly run: Run;
  readonly account: Account;
}

/** A trace that writes every line down at once: a message that is changed later on still reads here as it was said. */
class Account extends Trace {
  readonly texts: string[] = [];

  override add(line: Traced, hash: string): void {
    super.add(line, hash);
    this.texts.push(snapshot(line));
  }
}

/** Makes a run twice. Whatever lies outside of the schedule and has a say in it makes the two part. */
export const rerun = (protocol: Protocol<Parts>, schedule: Schedule, watch: Watch = {}): Divergence | undefined =>
  diverge(tell(protocol, schedule, watch), tell(protocol, schedule, watch));

/** The same, the second time with every Map and Set of a state re-inserted in reverse before each handler. */
export const rerunPermuted = (protocol: Protocol<Parts>, schedule: Schedule, watch: Watch = {}): Divergence | undefined =>
  diverge(tell(protocol, schedule, watch), tell(protocol, schedule, { ...watch, isPermuted: true }));

/** Makes a run and has it tell everything. */
export const tell = (protocol: Protocol<Parts>, schedule: Schedule, watch: Watch = {}): Told => {
  const account = new Account();
  return { run: simulate(protocol, schedule, { ...watch, trace: account }), account };
};

/**
 * Finds where two runs part. Texts are compared beside hashes, because a state may stray long before it enters the hash, and a
 * handler may say something that its state does not show.
 */
export const diverge = (first: Told, second: Told): Divergence | undefined => {
  const index = firstDifference(first.account, second.account);
  const { lines } = first.account;
  if (index === lines.length && index === second.account.lines.length && isSame(first.run, second.run)) return undefined;
  const teller = index < lines.length ? first : second;
  return {
    at: teller.account.lines[index]?.at ?? lines.at(-1)?.at ?? 0,
    place: placeOf(teller, index),
    first: sideOf(first, index),
    second: sideOf(second, index),
  };
};

const firstDifference = (first: Account, second: Account): number => {
  const shorter = Math.min(first.lines.length, second.lines.length);
  for (let i = 0; i < shorter; i++) if (first.texts[i] !== second.texts[i] || first.hashes[i] !== second.hashes[i]) return i;
  return shorter;
};

const isSame = (first: Run, second: Run): boolean => first.high === second.high && first.low === second.low;

const placeOf = (told: Told, index: number): Place => {
  const line = told.account.lines[index];
  // A call is told just before the handler that takes it.
  if (line?.kind === "move" && line.move.kind !== "submit") return { kind: "move", move: line.move.kind };
  const by = line === undefined ? undefined : handledBy(told.account, index);
  const { process, handler } = by ?? panicOf(told.run) ?? { process: -1, handler: undefined };
  return handler === undefined ? { kind: "end" } : { kind: "handler", process, handler };
};

/** What is sent is told before the handler that sends it is through; between the two lines nobody else has a word. */
const handledBy = ({ lines }: Account, index: number): Handled | undefined => {
  for (let i = index; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.kind === "handle") return line;
  }
  return undefined;
};

const panicOf = (run: Run): { readonly process: ProcessId; readonly handler: Handler } | undefined => {
  const last = run.history.at(-1);
  return last?.kind === "panic" ? last : undefined;
};

const sideOf = ({ account }: Told, index: number): Side => {
  const isOver = index >= account.lines.length;
  const by = isOver ? undefined : handledBy(account, index);
  return {
    line: account.texts[index] ?? "",
    hash: account.hashes[index] ?? "",
    state: by === undefined ? "" : `${by.state}, ${by.keeps}`,
  };
};
