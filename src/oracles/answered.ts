import { snapshot } from "#kernel";
import type { Event, Invoked, NodeId, Parts, Protocol, Run, Schedule, Tick } from "#kernel";
import { oracle } from "./oracle.ts";
import type { Oracle, Verdict } from "./oracle.ts";
import { deadlineOf } from "./patience.ts";

interface State {
  readonly schedule: Schedule;
  readonly calls: Calls;
}
/** What clients ask of nodes that live to answer, and when they are answered. */
interface Calls {
  invoked: Invoked[];
  readonly answered: Map<number, Tick>;
  core: readonly NodeId[];
}

/** What a node of the core accepted from a client, and did not die over, it answers in time. */
export const answered = (protocol: Protocol<Parts>): Oracle =>
  oracle<State>({
    id: "answered",
    class: "liveness",
    start: (schedule) => ({ schedule, calls: noCalls() }),
    observe: ({ calls }, event) => note(calls, event),
    end: (state, run) => judgeAnswers(state, run, protocol),
  });

/** The calls that still wait for their answer where the calm begins. */
export const waitingIn = (history: readonly Event[]): readonly Invoked[] => {
  const calls = noCalls();
  for (const event of history) {
    note(calls, event);
    if (event.kind === "calm") break;
  }
  return owed(calls).filter(({ call }) => !calls.answered.has(call));
};

const noCalls = (): Calls => ({ invoked: [], answered: new Map(), core: [] });

const note = (calls: Calls, event: Event): void => {
  switch (event.kind) {
    case "invoke":
      calls.invoked.push(event);
      return;
    case "respond":
      if (!calls.answered.has(event.call)) calls.answered.set(event.call, event.at);
      return;
    case "start":
      // Its clients went away when it died.
      calls.invoked = calls.invoked.filter(({ node }) => node !== event.node);
      return;
    case "calm":
      calls.core = event.core;
      return;
    default:
  }
};

const owed = ({ invoked, core }: Calls): readonly Invoked[] => invoked.filter(({ node }) => core.includes(node));

const judgeAnswers = ({ schedule, calls }: State, run: Run, protocol: Protocol<Parts>): Verdict => {
  const deadline = deadlineOf(protocol, schedule, run);
  if (deadline.kind === "unknown") return deadline;
  const debts = owed(calls);
  const late = debts.find(({ call }) => (calls.answered.get(call) ?? Infinity) > deadline.at);
  if (late === undefined) return { kind: "held", judged: debts.length };
  const because = `node ${late.node} had not answered call ${late.call}, ${snapshot(late.operation)}, by tick ${deadline.at}, ${deadline.at - schedule.calm.from} ticks into the calm`;
  return { kind: "broken", sort: "unanswered", roles: ["honest"], at: deadline.at, nodes: [late.node], because };
};
