/** A mistake that the canary can be told to make. Each is one condition in `canary.ts` or `ledger.ts`. */
export const DEFECTS = {
  "short-quorum": "takes half of the nodes for a quorum, one too few",
  forgetful: "forgets after a restart what it voted for",
  hasty: "speaks before it syncs",
  silent: "never repeats what was lost",
  weary: "repeats once, and forgets to arm the timer again",
  aloof: "does not answer those who are behind",
  gullible: "takes a forwarded vote for its signer's word unchecked",
  "double-counting": "counts a voter as often as it hears it",
  disorderly: "lists votes in the order they came",
  inventive: "ends a tie with a block that nobody asked for",
  leaping: "does not wait for the parent",
  minting: "does not look at the amount",
  reborn: "starts again as if it had never run",
  fragile: "throws at a message that it does not know",
  hoarding: "never throws a ballot away",
} as const;

export type Defect = keyof typeof DEFECTS;

/** What the canary can be told to take for granted: one hardship alone proves it wrong, or one and what is as hard. */
export const ASSUMPTIONS = {
  trusting: "takes more than half of the nodes for a quorum: enough where nobody is of two minds",
  certain: "throws at a vote of its own that it does not remember: nobody else could have signed it",
  careful: "writes down first what it means to vote on, and throws at a vote of its own that it only meant: one sync makes both last",
  particular: "throws at a journal that says a thing twice: it never writes one down again",
} as const;

export type Assumption = keyof typeof ASSUMPTIONS;

/** One configuration of the canary: for every defect and assumption whether it is switched on. One shape for all, so that the handlers stay fast. */
export type Rules = Readonly<Record<Defect | Assumption, boolean>>;

const NAMES = Object.keys(DEFECTS) as readonly Defect[];
const ASSUMED = Object.keys(ASSUMPTIONS) as readonly Assumption[];

const rulesWith = (...on: readonly (Defect | Assumption)[]): Rules =>
  Object.fromEntries([...NAMES, ...ASSUMED].map((name) => [name, on.includes(name)])) as Rules;

/** The sound canary, one mutant for each defect, and a pair to tell two bugs apart by. */
export const CONFIGS: Readonly<Record<"sound" | Defect | "forgetful-and-fragile", Rules>> = {
  sound: rulesWith(),
  ...(Object.fromEntries(NAMES.map((defect) => [defect, rulesWith(defect)])) as Record<Defect, Rules>),
  "forgetful-and-fragile": rulesWith("forgetful", "fragile"),
};

/** The canary that takes one thing for granted. */
export const ASSUMING: Readonly<Record<Assumption, Rules>> = Object.fromEntries(ASSUMED.map((name) => [name, rulesWith(name)])) as Record<
  Assumption,
  Rules
>;

/** Tokens of the genesis, and what each of them is worth for ever. */
export const TOKENS = 2;
export const AMOUNT = 8;
/** The block that every token starts from. */
export const GENESIS = 0;
/** After this many ticks a node says again what others have not answered: longer than a storm keeps a message. */
export const REPEAT_TICKS = 24;
