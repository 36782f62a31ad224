import type { Ground } from "#hunt";
import type { Fate, Move, Plain, Setup } from "#kernel";
import { AMOUNT, TOKENS } from "#protocols/canary";
import fc from "fast-check";

/** A move that does not know its tick yet. */
export type Ask = Fate | ({ readonly kind: Exclude<Move["kind"], "fate"> } & Readonly<Record<string, unknown>>);

/** Calls and blocks take their names from so few that they meet. */
const NAMES_MAX = 5;

/** Every move of the ground, under names that do not hang on its place in the list. */
export const moveOf = ({ hardships, lies }: Ground, { nodes }: Setup): fc.Arbitrary<Ask> => {
  const node = fc.nat({ max: nodes - 1 });
  const { operation, identity } = lies.length === 0 ? words.toy : words.canary;
  const side = fc.uniqueArray(node, { minLength: 1 });
  const message = fc.record({ from: node, to: node, identity, nth: fc.nat({ max: 1 }) });
  const moves: Record<string, readonly fc.Arbitrary<Ask>[]> = {
    crash: [
      kind("crash", { node, inside: fc.oneof(fc.constant("nothing"), fc.nat({ max: 5 })), kept: fc.nat({ max: 2 }) }),
      kind("restart", { node }),
    ],
    cut: [kind("cut", { from: side, to: side, ways: fc.constantFrom("one", "both") }), kind("heal", {})],
    pause: [kind("pause", { node }), kind("resume", { node })],
    turn: lies.length === 0 ? [] : [kind("turn", { node: fc.constant(0), lie: fc.constantFrom(...lies) })],
    weather: [fc.record({ kind: fc.constant("fate" as const), message, then })],
  };
  return fc.oneof(kind("submit", { name: number, node, operation }), ...hardships.flatMap((hardship) => moves[hardship]!));
};

const kind = (name: Exclude<Move["kind"], "fate">, fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Ask> =>
  fc.record({ kind: fc.constant(name), ...fields }) as fc.Arbitrary<Ask>;

const number = fc.integer({ min: 1, max: NAMES_MAX });

// Mostly what has a chance of being accepted, as the ground has it: the stock commands are to find something at all.
const block = fc.record({
  spend: fc.nat({ max: TOKENS - 1 }),
  parent: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: number }),
  block: number,
  amount: fc.oneof({ weight: 11, arbitrary: fc.constant(AMOUNT) }, { weight: 1, arbitrary: fc.constant(AMOUNT + 1) }),
});
const said = fc.record({ kind: fc.constantFrom("propose", "vote"), proposal: fc.integer({ min: 1, max: 2 }) });

/** What clients ask for, and how the messages are called that say it. */
const words: Readonly<Record<"toy" | "canary", { readonly operation: fc.Arbitrary<Plain>; readonly identity: fc.Arbitrary<Plain> }>> = {
  toy: { operation: fc.integer({ min: 1, max: 2 }), identity: said },
  canary: { operation: block, identity: block.map((asked): Plain => ["vote", asked.spend, asked.parent, asked.block]) },
};

const then: fc.Arbitrary<Fate["then"]> = fc.oneof(
  fc.constant({ kind: "drop" as const }),
  fc.record({ kind: fc.constant("delay" as const), by: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant("duplicate" as const), after: fc.integer({ min: 1, max: 9 }) }),
);
