import { Dice } from "#adversary";
import type { Event, Plain, Schedule } from "#kernel";
import { judge, linearizability } from "#oracles";
import { machine } from "#spec/register";
import { cpuSeconds } from "./measure.ts";

const CALLS = 10_000;
const CLIENTS = 20;
const KEYS = 10;
/** How long at most until a client asks again, until what it asked for happens, and until it is answered: no two moments are one. */
const STRETCH = 1_000_000;

interface Call {
  readonly operation: { readonly kind: string; readonly key: number; readonly value?: number; readonly expected?: number };
  readonly asked: number;
  readonly happened: number;
  readonly answered: number;
  result: Plain;
}

/** CPU seconds for the verdict on what a crowd saw: of registers that work, or with the last read spoilt. */
export const judgeClients = (isSpoilt: boolean): { readonly seconds: number; readonly judged: number } => {
  const calls = crowd(new Dice(0xc11e));
  // It answers what was first written there, a thousand calls before.
  if (isSpoilt) calls.findLast(isOn("read"))!.result = calls.find(isOn("write"))!.operation.value!;
  const property = { id: "S8", says: "what clients saw, one machine could have shown them", oracle: linearizability(machine) };
  const history = historyOf(calls);
  const run = { high: 0, low: 0, history, events: history.length, end: "quiet", rolled: [] } as const;
  const start = cpuSeconds();
  const [verdict] = judge([property], {} as Schedule, run);
  const seconds = cpuSeconds() - start;
  if (verdict?.kind !== (isSpoilt ? "broken" : "held")) throw new Error(`the verdict is ${JSON.stringify(verdict)}`);
  return { seconds, judged: CALLS };
};

const isOn =
  (kind: string, key = 0) =>
  ({ operation }: Call): boolean =>
    operation.kind === kind && operation.key === key;

/** Every client asks one call after the other, and each call happens at some moment while it is under way. */
const crowd = (dice: Dice): Call[] => {
  const freeAt = Array.from({ length: CLIENTS }, () => 0);
  const calls = Array.from({ length: CALLS }, (_, nth): Call => {
    const client = dice.below(CLIENTS);
    const asked = freeAt[client]! + 1 + dice.below(STRETCH);
    const happened = asked + 1 + dice.below(STRETCH);
    const answered = happened + 1 + dice.below(STRETCH);
    freeAt[client] = answered;
    return { operation: operationOf(dice, nth + 1), asked, happened, answered, result: null };
  });
  const values = Array.from({ length: KEYS }, () => machine.start);
  for (const call of calls.toSorted((a, b) => a.happened - b.happened)) {
    const { next, result } = machine.step(values[call.operation.key]!, call.operation);
    values[call.operation.key] = next;
    call.result = result;
  }
  return calls.toSorted((a, b) => a.asked - b.asked);
};

const operationOf = (dice: Dice, value: number): Call["operation"] => {
  const key = dice.below(KEYS);
  const kind = dice.pick(["read", "write", "exchange"]);
  return kind === "read" ? { kind, key } : kind === "write" ? { kind, key, value } : { kind, key, value, expected: dice.below(value) };
};

const historyOf = (calls: readonly Call[]): readonly Event[] => {
  const events = calls.flatMap(({ operation, asked, answered, result }, call): readonly (readonly [number, Event])[] => [
    [asked, { kind: "move", at: 0, move: { at: 0, kind: "submit", name: call, node: 0, operation } }],
    [answered, { kind: "respond", node: 0, process: 0, at: 0, call, result }],
  ]);
  return events.toSorted(([a], [b]) => a - b).map(([, event]) => event);
};
