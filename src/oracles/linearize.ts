import { fingerprint, mix } from "#kernel";
import type { Plain } from "#kernel";
import { NO_CALLS, hasCall, hashOfSet, isSameSet, isSubset, withCall } from "./calls.ts";
import type { Calls } from "./calls.ts";
import type { Machine, Witnessed } from "./machine.ts";
import { isSame } from "./same.ts";

/** Whether one machine could have answered so, and in how many of its steps that was told. */
export type Decision<S extends Plain> =
  | { readonly kind: "ordered"; readonly steps: number }
  /** Up to the answer of this call there is no order. Up to just before there is, and it leads to such states. */
  | { readonly kind: "stuck"; readonly steps: number; readonly call: number; readonly states: readonly S[] }
  | { readonly kind: "unknown"; readonly steps: number };

/**
 * Looks for an order of the calls in which one machine gives the very answers that clients saw, and in which no call stands before
 * one that was answered ere it was asked. What was never answered may stand anywhere after it was asked, or nowhere.
 *
 * Wing and Gong's search with Lowe's cache. An order grows at its end. Next in it may stand any call that was asked before the
 * first answer of those without a place, if the machine, in the state it is in, gives its answer. Two orders that hold the same
 * calls and lead to the same state have the same future, so only the first of them is followed. Unanswered calls are taken up when
 * all orders without them have ended: who did with fewer of them has the greater choice later.
 */
export const linearize = <S extends Plain>(machine: Machine<S>, calls: readonly Witnessed[], stepsMax: number): Decision<S> => {
  const search = new Search(machine, calls);
  for (let order = search.pop(); order !== undefined; order = search.pop()) {
    if (search.isWhole(order)) return { kind: "ordered", steps: search.steps };
    for (const call of search.choices(order)) {
      if (search.steps === stepsMax) return { kind: "unknown", steps: search.steps };
      search.place(order, call);
    }
  }
  const { steps, end } = search;
  return { kind: "stuck", steps, call: calls.indexOf(end.call!), states: end.states };
};

/** An order, as far as it matters to what may follow: the answered calls in it, the unanswered ones, and the state they lead to. */
interface Order<S> {
  readonly placed: Calls;
  readonly used: Calls;
  readonly state: S;
}

class Search<S extends Plain> {
  steps = 0;
  /** The furthest answer that an order came to, and some of the states in which orders came to it. */
  readonly end: { call: Witnessed | undefined; states: S[] } = { call: undefined, states: [] };
  private readonly machine: Machine<S>;
  /** By the moment at which they were asked, as are the unanswered ones; in a choice these are numbered on. */
  private readonly answered: readonly Answered[];
  private readonly unanswered: readonly Witnessed[];
  /** The orders to follow, the last one first, and those to follow when none of them is left. */
  private now: Order<S>[] = [];
  private later: Order<S>[] = [];
  private readonly seen = new Map<number, Order<S>[]>();

  constructor(machine: Machine<S>, calls: readonly Witnessed[]) {
    this.machine = machine;
    this.answered = calls.filter(isAnswered).toSorted(byAsked);
    this.unanswered = calls.filter((call) => !isAnswered(call)).toSorted(byAsked);
    this.now.push({ placed: NO_CALLS, used: NO_CALLS, state: machine.start });
    this.isNew(this.now[0]!);
  }

  pop(): Order<S> | undefined {
    if (this.now.length === 0) [this.now, this.later] = [this.later, this.now];
    return this.now.pop();
  }

  isWhole({ placed }: Order<S>): boolean {
    return placed.first === this.answered.length;
  }

  /** The calls that may stand next: those that were asked before the first answer to one of those without a place. */
  choices({ placed, used, state }: Order<S>): readonly number[] {
    const { answered, unanswered } = this;
    const choices: number[] = [];
    let closing = answered[placed.first]!;
    for (let call = placed.first; call < answered.length && answered[call]!.asked < closing.answer.at; call++) {
      if (hasCall(placed, call)) continue;
      choices.push(call);
      if (answered[call]!.answer.at < closing.answer.at) closing = answered[call]!;
    }
    for (let call = used.first; call < unanswered.length && unanswered[call]!.asked < closing.answer.at; call++)
      if (!hasCall(used, call)) choices.push(answered.length + call);
    this.note(closing, state);
    return choices;
  }

  /** Follows the order with this call at its end, if the machine agrees and no such order was followed before. */
  place({ placed, used, state }: Order<S>, choice: number): void {
    const { answered, unanswered, machine } = this;
    this.steps++;
    if (choice < answered.length) {
      const { operation, answer } = answered[choice]!;
      const { next, result } = machine.step(state, operation);
      if (isSame(result, answer.result)) this.follow(this.now, { placed: withCall(placed, choice), used, state: next });
    } else {
      const call = choice - answered.length;
      const { next } = machine.step(state, unanswered[call]!.operation);
      this.follow(this.later, { placed, used: withCall(used, call), state: next });
    }
  }

  private follow(orders: Order<S>[], order: Order<S>): void {
    if (this.isNew(order)) orders.push(order);
  }

  /** Enters an order, unless there is one of the same answered calls, in the same state, that took up no unanswered call but its own. */
  private isNew(order: Order<S>): boolean {
    const hash = mix(hashOfSet(order.placed), fingerprint(order.state));
    const alike = this.seen.get(hash);
    if (alike === undefined) this.seen.set(hash, [order]);
    else if (alike.some((other) => isAsGood(other, order))) return false;
    else alike.push(order);
    return true;
  }

  /** No order gets past the first answer to a call without a place. Where all of them end, the furthest such answer is to blame. */
  private note(closing: Answered, state: S): void {
    const { end } = this;
    if (end.call !== undefined && closing.answer.at < end.call.answer!.at) return;
    if (end.call !== closing) end.states = [];
    end.call = closing;
    if (end.states.length < STATES_MAX && !end.states.some((other) => isSame(other, state))) end.states.push(state);
  }
}

const isAsGood = <S extends Plain>(a: Order<S>, b: Order<S>): boolean =>
  isSameSet(a.placed, b.placed) && isSubset(a.used, b.used) && isSame(a.state, b.state);

type Answered = Witnessed & { readonly answer: NonNullable<Witnessed["answer"]> };

const isAnswered = (call: Witnessed): call is Answered => call.answer !== undefined;

const byAsked = (a: Witnessed, b: Witnessed): number => a.asked - b.asked;

/** As many as a reader wants to hear of. */
const STATES_MAX = 4;
