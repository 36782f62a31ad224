import { FAULTS, HARDSHIPS } from "#hunt";
import type { Dice, Ground } from "#hunt";
import { AMOUNT, GENESIS, TOKENS, spendingOf } from "./ledger.ts";
import type { Spending } from "./ledger.ts";

/** The ground on which every mutant of the canary is found and the sound one holds. */
export const ground: Ground = {
  nodes: [4],
  topology: "mesh",
  delta: 4,
  storm: 48,
  calm: 64,
  hardships: [...HARDSHIPS, ...FAULTS],
  lies: ["stutter", "half-mute", "mute", "stale", "forger", "strange", "two-faced"],
  faultsOf: (nodes) => Math.floor((nodes - 1) / 3),
  eventsMax: 10_000,
  calls: 8,
  operation: (dice, earlier) => spending(dice, earlier as readonly Spending[]),
  rename: (operations) => renamed(operations.map(spendingOf)),
  simpler: (operation) => simpler(spendingOf(operation)),
};

/** The next block: of a token at random, after the newest block, or as its rival, or after any block asked for before. */
const spending = (dice: Dice, earlier: readonly Spending[]): Spending => {
  const spend = dice.below(TOKENS);
  const block = earlier.length + 1;
  const amount = dice.oneIn(12) ? AMOUNT + 1 : AMOUNT;
  const last = earlier.findLast((one) => one.spend === spend);
  if (last === undefined) return { spend, parent: dice.oneIn(12) ? block + 1 : GENESIS, block, amount };
  if (dice.oneIn(2)) return { spend, parent: last.parent, block, amount };
  const parent = dice.oneIn(4) ? dice.pick(earlier.filter((one) => one.spend === spend)) : last;
  return { spend, parent: parent.block, block, amount };
};

const simpler = ({ spend, parent, block, amount }: Spending): readonly Spending[] => {
  const candidates: Spending[] = [];
  if (spend > 0) candidates.push({ spend: 0, parent, block, amount });
  if (parent !== GENESIS) candidates.push({ spend, parent: GENESIS, block, amount });
  if (amount !== AMOUNT) candidates.push({ spend, parent, block, amount: AMOUNT });
  return candidates;
};

/** Tokens and blocks numbered as they come; the genesis keeps its own number. */
const renamed = (spendings: readonly Spending[]): readonly Spending[] => {
  const tokens = new Map<number, number>();
  const blocks = new Map<number, number>([[GENESIS, GENESIS]]);
  const nameIn = (names: Map<number, number>, old: number): number => {
    const name = names.get(old) ?? names.size;
    names.set(old, name);
    return name;
  };
  return spendings.map(({ spend, parent, block, amount }) => {
    const token = nameIn(tokens, spend);
    return { spend: token, parent: nameIn(blocks, parent), block: nameIn(blocks, block), amount };
  });
};
