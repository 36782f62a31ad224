import { Dice } from "#adversary";
import type { Plain } from "#kernel";
import type { Machine, Witnessed } from "#oracles";

/** How many clients ask how many calls of a machine, what they ask, and how often one is never answered. */
export interface Crowd {
  readonly clients: number;
  readonly calls: number;
  readonly unansweredPercent: number;
  operation(dice: Dice, nth: number): Plain;
}

type Client = { freeAt: number };
interface Drawn extends Witnessed {
  /** When it happened, of all moments between question and answer. */
  readonly happened: number;
}

/**
 * What a crowd might have seen of a machine that works. Each client asks one call after the other; each call happens at some
 * moment while it is under way. Who is not answered asks nothing more.
 */
export const witness = <S extends Plain>(machine: Machine<S>, dice: Dice, crowd: Crowd): Witnessed[] => {
  const drawn: Drawn[] = [];
  let clients: Client[] = Array.from({ length: crowd.clients }, () => ({ freeAt: 0 }));
  for (let nth = 1; nth <= crowd.calls && clients.length > 0; nth++) {
    const client = dice.pick(clients);
    const asked = client.freeAt + moment(dice);
    const happened = asked + moment(dice);
    const answered = happened + moment(dice);
    client.freeAt = answered;
    const isUnanswered = dice.below(100) < crowd.unansweredPercent;
    if (isUnanswered) clients = clients.filter((other) => other !== client);
    const answer = isUnanswered ? undefined : { at: answered, result: null };
    drawn.push({ operation: crowd.operation(dice, nth), asked, happened: isUnanswered && dice.oneIn(2) ? Infinity : happened, answer });
  }
  const answered = new Map<Drawn, Plain>();
  const keys = new Map<string, S>();
  for (const call of drawn.toSorted((a, b) => a.happened - b.happened)) {
    const key = JSON.stringify(machine.keyOf?.(call.operation) ?? null);
    const { next, result } = machine.step(keys.get(key) ?? machine.start, call.operation);
    keys.set(key, next);
    answered.set(call, result);
  }
  return drawn
    .map((call) => ({
      operation: call.operation,
      asked: call.asked,
      answer: call.answer && { ...call.answer, result: answered.get(call)! },
    }))
    .toSorted((a, b) => a.asked - b.asked);
};

/** No two moments of a history are one: the fraction is as good as never the same. */
const moment = (dice: Dice): number => 1 + dice.below(2 ** 24) / 2 ** 20;

/** The same history but for one answer, which is now that of another call of its sort, or next to what it was. */
export const spoilt = (calls: readonly Witnessed[], dice: Dice): Witnessed[] => {
  const answered = calls.filter(({ answer }) => answer !== undefined);
  if (answered.length === 0) return [...calls];
  const chosen = dice.pick(answered);
  const { at, result } = chosen.answer!;
  const others = answered.filter(({ operation, answer }) => wordOf(operation) === wordOf(chosen.operation) && answer!.result !== result);
  const instead = others.length === 0 || dice.oneIn(4) ? nextTo(result) : dice.pick(others).answer!.result;
  return calls.map((call) => (call === chosen ? { ...call, answer: { at, result: instead } } : call));
};

const wordOf = (operation: Plain): Plain => (operation as readonly Plain[])[0]!;

const nextTo = (result: Plain): Plain => (typeof result === "number" ? result + 1 : typeof result === "boolean" ? !result : result);
