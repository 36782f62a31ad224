import { faultyBy } from "#kernel";
import type { Event, Invoked, NodeId, Parts, Protocol, Responded, Run, Schedule, Tick } from "#kernel";
import { deadlineOf, oracle } from "#oracles";
import type { Broken, Oracle, Verdict } from "#oracles";
import { nameOf } from "./claims.ts";
import type { Claimed } from "./claims.ts";

/** Messages may be lost so often before anything but an answer is owed. */
const LOSS_PERMILLE_MAX = 100;

interface State {
  readonly schedule: Schedule;
  readonly invoked: Map<number, Invoked>;
  readonly responded: Map<number, Responded>;
  /** Whatever was asked for, accepted or not: what may contend. */
  readonly asked: Map<number, Claimed>;
  core: readonly NodeId[];
  hasFaulty: boolean;
}

/** Every call is answered in time: that its block has committed, or that it has not. And what nobody contests commits. */
export const resolution = (protocol: Protocol<Parts>): Oracle =>
  oracle<State>({
    id: "resolution",
    class: "liveness",
    start: (schedule) => ({ schedule, invoked: new Map(), responded: new Map(), asked: new Map(), core: [], hasFaulty: false }),
    observe,
    end: (state, run) => verdictOf(state, run, protocol),
  });

const observe = (state: State, event: Event): void => {
  switch (event.kind) {
    case "calm":
      state.core = event.core;
      return;
    case "invoke":
      state.invoked.set(event.call, event);
      return;
    case "respond":
      if (!state.responded.has(event.call)) state.responded.set(event.call, event);
      return;
    case "start":
      // Its clients went away when it died.
      for (const [call, { node }] of state.invoked) if (node === event.node && !state.responded.has(call)) state.invoked.delete(call);
      return;
    case "move":
      if (faultyBy(event.move) !== undefined) state.hasFaulty = true;
      if ("operation" in event.move) state.asked.set(event.move.name, event.move.operation as unknown as Claimed);
      return;
    default:
  }
};

const verdictOf = (state: State, run: Run, protocol: Protocol<Parts>): Verdict => {
  const deadline = deadlineOf(protocol, state.schedule, run);
  if (deadline.kind === "unknown") return deadline;
  const owed = [...state.invoked.values()].filter(({ node }) => state.core.includes(node));
  for (const asked of owed) {
    const breach = breachOf(state, asked, deadline.at);
    if (breach !== undefined) return { kind: "broken", roles: ["honest"], nodes: [asked.node], ...breach };
  }
  return { kind: "held", judged: owed.length };
};

const breachOf = (state: State, { node, call }: Invoked, deadline: Tick): Pick<Broken, "sort" | "at" | "because"> | undefined => {
  const { block } = state.asked.get(call)!;
  const answer = state.responded.get(call);
  if (answer === undefined || answer.at > deadline)
    return {
      sort: "unanswered",
      at: deadline,
      because: `node ${node} had not said by tick ${deadline} what became of block ${block}, call ${call}`,
    };
  if (answer.result === "committed" || !isDue(state, call)) return undefined;
  return {
    sort: "given-up",
    at: answer.at,
    because: `node ${node} answered ${JSON.stringify(answer.result)} for block ${block}, which nobody contested`,
  };
};

/** Whether a block must commit: well formed, without a rival, in the hands of the honest, and so is all its history before it. */
const isDue = (state: State, call: number): boolean => {
  const { weather, setup } = state.schedule;
  // Where links go one way, whoever is asked may not know whom to answer.
  if (state.hasFaulty || setup.topology !== "mesh" || !isFair(weather)) return false;
  const claim = state.asked.get(call)!;
  const tokens = claim.parts.map(({ token }) => token);
  if (claim.block !== nameOf(claim) || tokens.length < 1 || tokens.length > 6 || new Set(tokens).size < tokens.length) return false;
  return !isContested(state, call) && claim.parts.every((part) => part.last === 0 || isInTurn(state, call, part));
};

const isFair = (weather: Schedule["weather"]): boolean =>
  weather === "calm" || ("lossPermille" in weather && weather.lossPermille <= LOSS_PERMILLE_MAX);

/** Whether another call would have one of its tokens too, before either had its answer; or be in its place at any time. */
const isContested = ({ asked, invoked, responded }: State, call: number): boolean => {
  const { parts, block } = asked.get(call)!;
  return [...asked].some(([other, claim]) => {
    if (other === call) return false;
    if (claim.block === block) return true;
    const shared = claim.parts.flatMap((one) => parts.filter(({ token }) => one.token === token).map(({ last }) => one.last === last));
    return shared.includes(true) || (shared.length > 0 && !isBefore(other, call) && !isBefore(call, other));
  });

  function isBefore(one: number, two: number): boolean {
    const [answer, next] = [responded.get(one), invoked.get(two)];
    return answer?.result === "committed" && next !== undefined && answer.at < next.at;
  }
};

/** Whether the parent had committed at its owner when the child was asked for, and named the key and an earlier time. */
const isInTurn = (state: State, call: number, { token, last, signature }: Claimed["parts"][number]): boolean => {
  const [parent, { block }] = [...state.asked].find(([, claim]) => claim.block === last) ?? [undefined, { block: last }];
  if (parent === undefined || block !== last) return false;
  const [before, after] = [state.asked.get(parent)!, state.asked.get(call)!];
  const answer = state.responded.get(parent);
  const isCommitted = answer?.result === "committed" && answer.at < state.invoked.get(call)!.at;
  const isSigned = before.parts.some((part) => part.token === token && part.key === signature);
  return isCommitted && isSigned && (before.time ?? 0) < (after.time ?? 0) && isDue(state, parent);
};
