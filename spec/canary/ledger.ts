import type { Plain } from "#kernel";

/** The ledger as the promises mean it: tokens of a genesis, each a chain of blocks that carry its amount on. */
export const TOKENS = 2;
export const AMOUNT = 8;
export const GENESIS = 0;

/** What a client asks for: the block that follows `parent` on the chain of the token it spends. */
export type Spending = { readonly spend: number; readonly parent: number; readonly block: number; readonly amount: number };

/** An operation of the canary, which files and generators know as plain data. */
export const spendingOf = (operation: Plain): Spending => operation as Spending;

/** One honest ledger that never fails: what all the nodes together must look like from outside. */
export interface Ledger {
  /** What was asked for, accepted or not. */
  readonly asked: Spending[];
  /** A liar may have asked for anything. */
  hasLiar: boolean;
}

/** A ledger at its genesis. */
export const openLedger = (): Ledger => ({ asked: [], hasLiar: false });

/** Whether this may follow some block that was asked for: the chain up to its parent is complete, and the amount is kept. */
export const mayFollow = ({ asked }: Ledger, { spend, parent, amount }: Spending): boolean =>
  amount === AMOUNT && (parent === GENESIS || asked.some((one) => one.spend === spend && one.block === parent));
