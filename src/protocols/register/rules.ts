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

export type Defect = keyof typeof DEFECTS;

/** One configuration of the register: for every defect whether it is switched on. */
export type Rules = Readonly<Record<Defect, boolean>>;

const NAMES = Object.keys(DEFECTS) as readonly Defect[];

const rulesWith = (...on: readonly Defect[]): Rules => Object.fromEntries(NAMES.map((defect) => [defect, on.includes(defect)])) as Rules;

/** The sound register, and one mutant for each defect. */
export const CONFIGS: Readonly<Record<"sound" | Defect, Rules>> = {
  sound: rulesWith(),
  ...(Object.fromEntries(NAMES.map((defect) => [defect, rulesWith(defect)])) as Record<Defect, Rules>),
};

/** How many registers there are, and what each holds before the first write. */
export const KEYS = 2;
export const EMPTY = 0;
/** After so many ticks without an answer a node begins the next term. In the calm a term needs 7 Δ to answer what waits. */
export const TERM_TICKS = 16;

/** More than half: any two quorums share a node. */
export const quorumFor = (nodes: number): number => Math.floor(nodes / 2) + 1;

/** How many nodes may lie still or stay dead. */
export const faultsOf = (nodes: number): number => Math.floor((nodes - 1) / 2);
