/** A mistake that the register can be told to make. Each is one condition in `register.ts`. */
export const DEFECTS = {
  stale: "answers a read from its own page, leading or not",
  deposed: "answers a read without asking whether it still leads",
  hasty: "answers before a quorum holds the page",
  losing: "begins a term with its own page, not with the newest of a quorum",
  twice: "does again what it is asked again",
  patient: "never begins a new term",
  fragile: "throws at an answer for which nobody waits any more",
} as const;

type Defect = keyof typeof DEFECTS;

/** What the register can be told to take for granted: one hardship alone proves it wrong, or one and what is as hard. */
export const ASSUMPTIONS = {
  homely: "tells calls apart by the node that asks as well: a client asks no other",
  sparing: "throws at the fifth copy of a page: there are no more of it",
  steady: "throws where its clock shows less than when it last heard of a page: time does not go back",
  ordered: "asks again at half time, and throws where the whole time is over first: of two timers the shorter fires first",
  regular: "throws where its clock shows twice in a row that a term took another time than its timer: time passes evenly",
  leisurely: "throws at the fourth promise that one node makes it in a tick: a term lasts longer",
  strict: "throws at a page that comes more than 9 ticks after the one that replaces it: none is overtaken by so much",
} as const;

type Assumption = keyof typeof ASSUMPTIONS;

/** One configuration of the register: for every defect and assumption whether it is switched on. */
export type Rules = Readonly<Record<Defect | Assumption, boolean>>;

const NAMES = [...Object.keys(DEFECTS), ...Object.keys(ASSUMPTIONS)] as readonly (keyof Rules)[];

const rulesWith = (...on: readonly (keyof Rules)[]): Rules => Object.fromEntries(NAMES.map((name) => [name, on.includes(name)])) as Rules;

/** The sound register, and one mutant for each defect and each assumption. */
export const CONFIGS: Readonly<Record<"sound" | keyof Rules, Rules>> = {
  sound: rulesWith(),
  ...(Object.fromEntries(NAMES.map((name) => [name, rulesWith(name)])) as Record<keyof Rules, Rules>),
};

/** How many registers there are, and what each holds before the first write. */
export const KEYS = 2;
export const EMPTY = 0;
/** After so many ticks without an answer a node begins the next term. In the calm a term needs 7 Δ to answer what waits. */
export const TERM_TICKS = 16;

/** By more ticks no page overtakes the one before it, and there are no more copies of it, or so some take for granted. */
export const OVERTAKEN_TICKS_MAX = 9;
export const COPIES_MAX = 4;
export const PROMISES_A_TICK_MAX = 3;

/** More than half: any two quorums share a node. */
export const quorumFor = (nodes: number): number => Math.floor(nodes / 2) + 1;

/** How many nodes may lie still or stay dead. */
export const faultsOf = (nodes: number): number => Math.floor((nodes - 1) / 2);
