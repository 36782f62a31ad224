import { snapshot } from "#kernel";
import type { Event, NodeId, Plain, Responded } from "#kernel";
import { evidenceAgainst } from "./evidence.ts";
import { noteFaulty } from "./faulty.ts";
import { linearize } from "./linearize.ts";
import type { Machine, Witnessed } from "./machine.ts";
import { oracle } from "./oracle.ts";
import type { Broken, Oracle, Verdict } from "./oracle.ts";

/** A call as the history has it: from where a client asked for the first time, to the first answer of an honest node. */
interface Call extends Witnessed {
  readonly name: number;
  readonly answer: { readonly at: number; readonly result: Plain; readonly said: Responded } | undefined;
}
interface State {
  readonly asked: Map<number, { readonly operation: Plain; readonly at: number }>;
  readonly said: { readonly answer: Responded; readonly at: number }[];
  readonly faulty: Set<NodeId>;
}

/** What the search may cost for each key: some tenths of a second, and tens of megabytes. */
const STEPS_MAX = 200_000;

/**
 * What clients saw, one machine could have shown them: each call seems to happen at one moment between its question and its
 * answer. A call begins with the move that makes it, for its node may die of it and its effect live on. One that no honest node
 * answered may have happened at any time since, or never.
 */
export const linearizability = <S extends Plain>(machine: Machine<S>, stepsMax = STEPS_MAX): Oracle =>
  oracle<State>({
    id: "linearizability",
    class: "safety",
    start: () => ({ asked: new Map(), said: [], faulty: new Set() }),
    observe: note,
    end: (state) => judgeCalls(machine, callsOf(state), stepsMax),
  });

const note = ({ asked, said, faulty }: State, event: Event, at: number): void => {
  if (event.kind === "respond") said.push({ answer: event, at });
  if (event.kind !== "move") return;
  const { move } = event;
  noteFaulty(faulty, move);
  if ("operation" in move && !asked.has(move.name)) asked.set(move.name, { operation: move.operation, at });
};

/** A client that asked again under the same name has asked once, and what it hears after the first answer is no news to it. */
const callsOf = ({ asked, said, faulty }: State): Call[] => {
  const answers = new Map<number, Call["answer"]>();
  for (const { answer, at } of said)
    if (!faulty.has(answer.node) && !answers.has(answer.call)) answers.set(answer.call, { at, result: answer.result, said: answer });
  return [...asked].map(([name, { operation, at }]) => ({ name, operation, asked: at, answer: answers.get(name) }));
};

/** Every key by itself: calls on different keys have an order together when those on each key have one. */
const judgeCalls = <S extends Plain>(machine: Machine<S>, calls: readonly Call[], stepsMax: number): Verdict => {
  let judged = 0;
  let unknown: Verdict | undefined;
  for (const [key, same] of byKey(machine, calls)) {
    const decision = linearize(machine, same, stepsMax);
    if (decision.kind === "stuck") {
      const call = same[decision.call]!;
      const instead = decision.states.map((state) => machine.step(state, call.operation).result);
      return misplaced(call, instead, evidenceAgainst(machine, same, call, stepsMax));
    }
    if (decision.kind === "unknown")
      unknown ??= { kind: "unknown", limit: `the calls on ${key} have no order yet after ${stepsMax} steps` };
    for (const { answer } of same) if (answer !== undefined) judged++;
  }
  return unknown ?? { kind: "held", judged };
};

const byKey = <S extends Plain>({ keyOf }: Machine<S>, calls: readonly Call[]): ReadonlyMap<string, readonly Call[]> => {
  const keys = new Map<string, Call[]>();
  for (const call of calls) {
    const key = keyOf === undefined ? "the machine" : snapshot(keyOf(call.operation));
    const same = keys.get(key);
    if (same === undefined) keys.set(key, [call]);
    else same.push(call);
  }
  return keys;
};

const misplaced = ({ name, operation, answer }: Call, instead: readonly Plain[], against: readonly Call[]): Broken => {
  const { node, at, result } = answer!.said;
  const fitting = [...new Set(instead.map(snapshot))].join(" or ");
  const others = against.slice(0, NAMED_MAX).map((call) => `call ${call.name}, ${snapshot(call.operation)}`);
  const because =
    `node ${node} answered call ${name}, ${snapshot(operation)}, with ${snapshot(result)}, where ${fitting} would fit` +
    (others.length === 0 ? "" : ` the answers to ${others.join(" and ")}`);
  return { kind: "broken", sort: "misplaced", roles: ["honest"], at, nodes: [node], because };
};

/** More than that nobody follows. */
const NAMED_MAX = 4;
