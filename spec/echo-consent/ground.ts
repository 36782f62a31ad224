import type { Dice, Ground } from "#hunt";
import type { Plain } from "#kernel";
import type { Operation } from "#protocols/echo-consent";

/** The ground of a hunt: twelve nodes that all know each other, so that the ring has neighbourhoods, and clients that contend. */
export const ground: Ground = {
  nodes: [12],
  topology: "mesh",
  delta: 2,
  storm: 24,
  calm: 40,
  hardships: ["cut", "crash", "weather"],
  lies: [],
  faultsOf: () => 0,
  eventsMax: 100_000,
  calls: 4,
  operation: (dice, earlier) => spending(dice, earlier as readonly Operation[]),
};

const TOKENS = 2;

/** The next block: a creation, a rival of the last one, or what follows it. */
const spending = (dice: Dice, earlier: readonly Operation[]): Plain => {
  const token = 1 + dice.below(TOKENS);
  const block = earlier.length + 1;
  const before = earlier.filter(({ parts }) => parts.some((part) => part.token === token)).at(-1);
  const part = before?.parts.find((one) => one.token === token);
  if (before === undefined || part === undefined) return blockOf(block, { token, last: 0, key: block, signature: 0 });
  if (dice.oneIn(2)) return blockOf(block, { ...part, key: block });
  return blockOf(block, { token, last: before.block, key: block, signature: part.key });
};

const blockOf = (block: number, part: Operation["parts"][number]): Operation => ({ block, parts: [part] });
