import type { NodeId, Protocol } from "#kernel";
import { unreachable } from "#kernel";
import { blankPage, isNewer, newest, perform } from "./page.ts";
import type { Leading, Message, Operation, Own, Page, Register, State, Term } from "./parts.ts";
import { CONFIGS, TERM_TICKS, faultsOf, quorumFor } from "./rules.ts";

/**
 * A few registers that can be read, written and exchanged, kept by a leader and a quorum. Terms are led in turn. The leader does
 * what it is asked to the newest page, and answers when a quorum holds the page it came to: reads too, for that is how it learns
 * that it still leads. Who waits too long begins the next term, whose leader goes on from the newest page of a quorum.
 */
export const register: Protocol<Register> = {
  name: "register",
  configs: CONFIGS,
  start(self) {
    const { term, page } = self.disk.read("kept") ?? { term: 0, page: blankPage() };
    const state: State = { term, page, duty: { kind: "following" }, waiting: new Map() };
    // A leader has its page on disk before anybody hears of it: in another life it goes on from there.
    if (page.term === term && leaderOf(term, self) === self.id) state.duty = leadershipFrom(page);
    return state;
  },
  submit(state, { name, operation }, self) {
    if (operation.kind === "read" && self.config.stale) return self.respond(name, state.page.values[operation.key]!);
    state.waiting.set(name, operation);
    if (state.waiting.size === 1) self.arm(TERM, TERM_TICKS);
    ask(state, name, operation, self);
  },
  receive(state, from, message, self) {
    switch (message.kind) {
      case "ask":
        return serve(state, from, message, self);
      case "page":
        return hold(state, from, message.page, self);
      case "hold":
        return count(state, from, message, self);
      case "answer":
        return conclude(state, message, self);
      case "promise":
        return gather(state, from, message, self);
      default:
        return unreachable(message);
    }
  },
  timeout(state, _timer, self) {
    if (self.config.patient) return;
    enter(state, state.term + 1, self);
  },
  identify(message) {
    switch (message.kind) {
      case "page":
        return ["page", message.page.term, message.page.number];
      case "promise":
        return ["promise", message.term, message.page.term, message.page.number];
      case "hold":
        return ["hold", message.term, message.number];
      default:
        return [message.kind, message.call];
    }
  },
  probe: ({ term }) => ({ term }),
  // What is in flight lands. A timer fires, the next term becomes known, and whoever is in a later one says so. That one may have
  // lost its leader, and so may the next ones, as many as may fail: each ends by a timer. Then, each within Δ: a term becomes known
  // and is promised, its page arrives, the call is asked again, its page arrives, is held, is answered.
  patience: (_config, nodes, delta) => (2 + faultsOf(nodes)) * (TERM_TICKS + delta) + 9 * delta + 1,
};

const TERM = { kind: "term" } as const;

const leaderOf = (term: Term, { nodes }: Own): NodeId => term % nodes;

const leadershipFrom = (settled: Page): Leading => ({ kind: "leading", held: new Map(), owed: [], settled });

const ask = ({ term }: State, call: number, operation: Operation, self: Own): void =>
  self.send(leaderOf(term, self), { kind: "ask", call, operation });

/** Says its promise to all: to hold no page of an earlier term. It is on disk before anybody hears it. */
const enter = (state: State, term: Term, self: Own): void => {
  state.term = term;
  state.duty = leaderOf(term, self) === self.id ? { kind: "gathering", promises: new Map() } : { kind: "following" };
  keep(state, self);
  self.broadcast({ kind: "promise", term, page: state.page });
  if (state.waiting.size > 0) self.arm(TERM, TERM_TICKS);
};

const keep = ({ term, page }: State, self: Own): void => {
  self.disk.write("kept", { term, page });
  self.disk.sync();
};

/** A quorum of promises makes a leader of the one whose turn it is. Who is still in an earlier term is told. */
const gather = (state: State, from: NodeId, { term, page }: Message & { kind: "promise" }, self: Own): void => {
  if (term > state.term) enter(state, term, self);
  if (term < state.term) self.send(from, { kind: "promise", term: state.term, page: state.page });
  if (term !== state.term || state.duty.kind !== "gathering") return;
  const { promises } = state.duty;
  promises.set(from, page);
  if (promises.size < quorumFor(self.nodes)) return;
  const last = self.config.losing ? state.page : newest(promises);
  const first = { ...last, term, number: last.number + 1 };
  state.duty = leadershipFrom(first);
  turn(state, first, self);
};

/** The leader's next page: on its own disk before anybody else hears of it. */
const turn = (state: State, page: Page, self: Own): void => {
  adopt(state, page, self);
  self.broadcast({ kind: "page", page });
};

/** With the first page of a term its leader is known to lead, and is asked again for what was asked in vain. */
const adopt = (state: State, page: Page, self: Own): void => {
  const isFirst = page.term > state.page.term;
  state.page = page;
  keep(state, self);
  if (isFirst) for (const call of [...state.waiting.keys()].toSorted(byName)) ask(state, call, state.waiting.get(call)!, self);
};

const byName = (a: number, b: number): number => a - b;

const hold = (state: State, from: NodeId, page: Page, self: Own): void => {
  if (page.term < state.term) return;
  if (page.term > state.term) follow(state, page.term, self);
  if (isNewer(page, state.page)) adopt(state, page, self);
  self.send(from, { kind: "hold", term: state.term, number: state.page.number });
};

const follow = (state: State, term: Term, self: Own): void => {
  state.term = term;
  state.duty = { kind: "following" };
  if (state.waiting.size > 0) self.arm(TERM, TERM_TICKS);
};

/** Every call has a page of its own, a read too: that a quorum holds it proves that this node still led when it was asked. */
const serve = (state: State, home: NodeId, { call, operation }: Message & { kind: "ask" }, self: Own): void => {
  const { duty, page } = state;
  if (duty.kind !== "leading") return;
  if (operation.kind === "read" && self.config.deposed)
    return self.send(home, { kind: "answer", call, result: duty.settled.values[operation.key]! });
  const { result, next } = perform(page, call, operation, self);
  duty.owed = [...duty.owed, { call, home, page: next, result }];
  turn(state, next, self);
};

const count = ({ duty, term }: State, from: NodeId, hold: Message & { kind: "hold" }, self: Own): void => {
  if (duty.kind !== "leading" || hold.term !== term) return;
  duty.held.set(from, Math.max(hold.number, duty.held.get(from) ?? 0));
  settle(duty, self);
};

/** Gives the answers that were owed until a quorum held their page. */
const settle = (duty: Leading, self: Own): void => {
  const due = duty.owed.filter((owed) => isHeld(duty, owed.page, self));
  duty.settled = due.at(-1)?.page ?? duty.settled;
  duty.owed = duty.owed.filter((owed) => !due.includes(owed));
  for (const { home, call, result } of due) self.send(home, { kind: "answer", call, result });
};

/** Whether a quorum holds this page or one after it: who holds a page holds all that was done before. */
const isHeld = ({ held }: Leading, { number }: Page, self: Own): boolean => {
  let holders = 0;
  for (const newest of held.values()) if (newest >= number) holders++;
  return holders >= (self.config.hasty ? 1 : quorumFor(self.nodes));
};

const conclude = ({ waiting }: State, { call, result }: Message & { kind: "answer" }, self: Own): void => {
  if (!waiting.delete(call)) {
    if (self.config.fragile) throw new Error(`nobody waits for an answer to call ${call}`);
    return;
  }
  self.respond(call, result);
  if (waiting.size > 0) self.arm(TERM, TERM_TICKS);
  else self.disarm(TERM);
};
