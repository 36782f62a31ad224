import type { NodeId, Protocol } from "#kernel";
import { unreachable } from "#kernel";
import { blankPage, isNewer, newest, perform } from "./page.ts";
import type { Leading, Message, Operation, Own, Page, Register, State, Term } from "./parts.ts";
import { CONFIGS, COPIES_MAX, OVERTAKEN_TICKS_MAX, PROMISES_A_TICK_MAX, TERM_TICKS, faultsOf, quorumFor } from "./rules.ts";

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
    const state: State = {
      term,
      page,
      duty: { kind: "following" },

      waiting: new Map(),
      heard: new Map(),
      promised: [],
      isHalfOver: false,
    };
    // A leader has its page on disk before anybody hears of it: in another life it goes on from there.
    if (page.term === term && leaderOf(term, self) === self.id) state.duty = leadershipFrom(page);
    return state;
  },
  submit(state, { name, operation }, self) {
    if (operation.kind === "read" && self.config.stale) return self.respond(name, state.page.values[operation.key]!);
    state.waiting.set(name, operation);
    if (state.waiting.size === 1) watch(state, self);
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
  timeout(state, { kind }, self) {
    if (self.config.patient) return;
    if (kind === "half") return remind(state, self);
    if (self.config.ordered && !state.isHalfOver) throw new Error("all of the time is over before half of it");
    if (self.config.regular) clock(state, self);
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
const HALF = { kind: "half" } as const;

/** From now on it waits for what was asked of it. */
const watch = (state: State, self: Own): void => {
  state.isHalfOver = false;
  if (self.config.regular) state.since = self.now;
  if (self.config.ordered) self.arm(HALF, TERM_TICKS / 2);
  self.arm(TERM, TERM_TICKS);
};

/** A clock may be set once in a while; one that is wrong by as much again does not go as it should. */
const clock = (state: State, { now }: Own): void => {
  state.uneven = now - state.since! === TERM_TICKS ? 0 : (state.uneven ?? 0) + 1;
  if (state.uneven === 2) throw new Error("time does not pass evenly");
};

const remind = (state: State, self: Own): void => {
  state.isHalfOver = true;
  askAgain(state, self);
};

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
  if (state.waiting.size > 0) watch(state, self);
};

const keep = ({ term, page }: State, self: Own): void => {
  self.disk.write("kept", { term, page });
  self.disk.sync();
};

/** Counts the promises that came from one node in this tick, each term once. */
const time = ({ promised }: State, from: NodeId, term: Term, { now }: Own): void => {
  if (promised.some((one) => one.from === from && one.term === term)) return;
  promised.push({ from, term, at: now });
  const together = promised.filter((one) => one.from === from && one.at === now);
  if (together.length > PROMISES_A_TICK_MAX) throw new Error("one node makes promise after promise");
};

/** A quorum of promises makes a leader of the one whose turn it is. Who is still in an earlier term is told. */
const gather = (state: State, from: NodeId, { term, page }: Message & { kind: "promise" }, self: Own): void => {
  if (self.config.leisurely) time(state, from, term, self);
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
  if (isFirst) askAgain(state, self);
};

const askAgain = (state: State, self: Own): void => {
  for (const call of [...state.waiting.keys()].toSorted(byName)) ask(state, call, state.waiting.get(call)!, self);
};

const byName = (a: number, b: number): number => a - b;

const hold = (state: State, from: NodeId, page: Page, self: Own): void => {
  if (page.term < state.term) return;
  if (page.term > state.term) follow(state, page.term, self);
  if (self.config.strict || self.config.sparing || self.config.steady) mind(state, page, self);
  if (isNewer(page, state.page)) adopt(state, page, self);
  self.send(from, { kind: "hold", term: state.term, number: state.page.number });
};

/** The pages of a term come from its leader alone, each with a higher number, and each is said once. */
const mind = ({ heard, page: held }: State, { term, number }: Page, { config, now }: Own): void => {
  if (term > held.term) heard.clear();
  const before = heard.get(number);
  for (const [other, { at }] of heard) {
    if (config.steady && now < at) throw new Error("time goes back");
    if (config.strict && before === undefined && other > number && now - at > OVERTAKEN_TICKS_MAX)
      throw new Error("one page comes long after the next");
  }
  const copies = (before?.copies ?? 0) + 1;
  if (config.sparing && copies > COPIES_MAX) throw new Error("one page comes too often");
  heard.set(number, { at: before?.at ?? now, copies });
};

const follow = (state: State, term: Term, self: Own): void => {
  state.term = term;
  state.duty = { kind: "following" };
  if (state.waiting.size > 0) watch(state, self);
};

/** Every call has a page of its own, a read too: that a quorum holds it proves that this node still led when it was asked. */
const serve = (state: State, home: NodeId, { call, operation }: Message & { kind: "ask" }, self: Own): void => {
  const { duty, page } = state;
  if (duty.kind !== "leading") return;
  if (operation.kind === "read" && self.config.deposed)
    return self.send(home, { kind: "answer", call, result: duty.settled.values[operation.key]! });
  const { result, next } = perform(page, { call, home, operation }, self);
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

const conclude = (state: State, { call, result }: Message & { kind: "answer" }, self: Own): void => {
  const { waiting } = state;
  if (!waiting.delete(call)) {
    if (self.config.fragile) throw new Error(`nobody waits for an answer to call ${call}`);
    return;
  }
  self.respond(call, result);
  if (waiting.size > 0) return watch(state, self);
  self.disarm(HALF);
  self.disarm(TERM);
};
