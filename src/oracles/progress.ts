import { fingerprint, snapshot } from "#kernel";
import type { Event, Invoked, NodeId, Observed, Plain, Run, Schedule, Tick } from "#kernel";
import { oracle } from "./oracle.ts";
import type { Claim, Oracle, Verdict } from "./oracle.ts";
import { deadlineOf } from "./patience.ts";
import type { Patient } from "./patience.ts";

/** What is owed to a client. */
export interface Debt {
  /** What a decision must answer; where the value is left out, any will do. */
  claimOf(operation: Plain, asked: Invoked): Pick<Claim, "instance"> & Partial<Claim>;
  /** What rivals contend for: a debt stands only where one call asked for it. */
  contestOf(operation: Plain): Plain;
  /** Whether the protocol owes it anything at all. */
  isDue(operation: Plain): boolean;
  /** Whether a liar under this lie may contend for anything, so that nothing is without a rival. No lie does where it is left out. */
  isRival?(lie: string): boolean;
}

interface State {
  readonly schedule: Schedule;
  readonly invoked: Invoked[];
  /** The calls that were made, by name: whoever asks again is no rival of himself. */
  readonly asked: Set<number>;
  readonly contests: Map<number, number>;
  readonly decided: Map<number, Tick>;
  core: readonly NodeId[];
  isContested: boolean;
}

/** What a node of the core accepted from a client without a rival, every node of the core decides in time. */
export const progress = (protocol: Patient, debt: Debt): Oracle =>
  oracle<State>({
    id: "progress",
    class: "liveness",
    start: noDebts,
    observe: (state, event) => note(state, event, debt),
    end: (state, run) => judgeDebts(state, run, protocol, debt),
  });

const noDebts = (schedule: Schedule): State => ({
  schedule,
  invoked: [],
  asked: new Set(),
  contests: new Map(),
  decided: new Map(),
  core: [],
  isContested: false,
});

const note = (state: State, event: Event, debt: Debt): void => {
  if (event.kind === "calm") state.core = event.core;
  if (event.kind === "decide") noteDecision(state.decided, event);
  if (event.kind === "invoke") state.invoked.push(event);
  if (event.kind === "move" && event.move.kind === "turn" && debt.isRival?.(event.move.lie) === true) state.isContested = true;
  if (event.kind !== "move" || !("operation" in event.move) || state.asked.has(event.move.name)) return;
  state.asked.add(event.move.name);
  const contest = fingerprint(debt.contestOf(event.move.operation));
  state.contests.set(contest, (state.contests.get(contest) ?? 0) + 1);
};

const noteDecision = (decided: Map<number, Tick>, { node, instance, value, at }: Observed): void => {
  for (const name of [fingerprint([node, instance]), fingerprint([node, instance, value])]) if (!decided.has(name)) decided.set(name, at);
};

/** The calls that are owed an answer: accepted by the core, due and without a rival. */
export const debtsOf = (history: readonly Event[], debt: Debt): Invoked[] => {
  const state = noDebts(undefined as never);
  for (const event of history) note(state, event, debt);
  return owed(state, debt);
};

const owed = ({ invoked, contests, core, isContested }: State, debt: Debt): Invoked[] =>
  invoked.filter(
    ({ node, operation }) =>
      !isContested && core.includes(node) && debt.isDue(operation) && contests.get(fingerprint(debt.contestOf(operation))) === 1,
  );

const judgeDebts = (state: State, run: Run, protocol: Patient, debt: Debt): Verdict => {
  const deadline = deadlineOf(protocol, state.schedule, run);
  if (deadline.kind === "unknown") return deadline;
  const debts = owed(state, debt);
  for (const asked of debts) {
    const { instance, value } = debt.claimOf(asked.operation, asked);
    const wanted = value === undefined ? [instance] : [instance, value];
    const late = state.core.find((node) => (state.decided.get(fingerprint([node, ...wanted])) ?? Infinity) > deadline.at);
    if (late === undefined) continue;
    const because = `node ${late} had not decided ${value === undefined ? "anything" : snapshot(value)} for ${snapshot(instance)} by tick ${deadline.at}, ${deadline.at - state.schedule.calm.from} ticks into the calm`;
    return { kind: "broken", sort: "stalled", roles: ["honest"], at: deadline.at, nodes: [late], because };
  }
  return { kind: "held", judged: debts.length };
};
