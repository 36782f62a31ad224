import type { Dice, Ground } from "#hunt";
import type { Operation } from "#protocols/echo-consent";

/**
 * Clients that contend for a few tokens, with blocks of any size: creations, rivals of what was asked for before, and what follows
 * it. Times are the owner's, or all alike, and now and then a signature is wrong.
 */
export const contention: Ground = {
  nodes: [12, 16],
  topology: "mesh",
  delta: 2,
  storm: 24,
  calm: 40,
  hardships: ["cut", "clog", "crash", "pause", "slow", "skew", "retry", "timers", "weather"],
  lies: [],
  faultsOf: () => 0,
  eventsMax: 50_000,
  calls: 6,
  operation: (dice, earlier) => spending(dice, earlier as readonly Operation[]),
};

const TOKENS = 8;
const PARTS_MAX = 7;

const spending = (dice: Dice, earlier: readonly Operation[]): Operation => {
  const block = earlier.length + 1;
  const [first, used] = [dice.below(TOKENS), dice.oneIn(2) ? 1 : 1 + dice.below(PARTS_MAX)];
  const parts = Array.from({ length: used }, (_, place) => partOf(1 + ((first + place) % TOKENS), block, earlier, dice));
  return dice.oneIn(4) ? { block, parts, time: 1 } : { block, parts };
};

const partOf = (token: number, block: number, earlier: readonly Operation[], dice: Dice): Operation["parts"][number] => {
  const before = earlier.filter(({ parts }) => parts.some((part) => part.token === token)).at(-1);
  const part = before?.parts.find((one) => one.token === token);
  if (before === undefined || part === undefined) return { token, last: 0, key: block, signature: 0 };
  if (dice.oneIn(2)) return { ...part, key: block };
  return { token, last: before.block, key: block, signature: dice.oneIn(8) ? 0 : part.key };
};
