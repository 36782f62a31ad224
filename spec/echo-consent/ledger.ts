import type { Plain } from "#kernel";
import type { Operation } from "#protocols/echo-consent";

/** What a client asks for, which files and generators know as plain data. */
export const operationOf = (operation: Plain): Operation => operation as Operation;

/** Where a token stands: the block that changed it last, and the key that may change it next. */
interface Holding {
  readonly block: number;
  readonly key: number;
}

/** One honest ledger that never fails: what all the nodes together must look like to clients who do as they should. */
export interface Ledger {
  /** What it has taken, by name. */
  readonly blocks: Map<number, Operation>;
  readonly holdings: Map<number, Holding>;
}

/** A ledger without a token. */
export const openLedger = (): Ledger => ({ blocks: new Map(), holdings: new Map() });

/** A block may have so many parts. */
const PARTS_MAX = 6;
/** What a token stands at before its creation: no block, and a key that nobody needs. */
const NOWHERE: Holding = { block: 0, key: 0 };

/** Whether a block may follow: it is new, and each of its tokens, none twice, stands where it says, and is changed with the key that may. */
export const mayFollow = ({ blocks, holdings }: Ledger, { block, parts }: Operation): boolean =>
  !blocks.has(block) &&
  parts.length > 0 &&
  parts.length <= PARTS_MAX &&
  new Set(parts.map(({ token }) => token)).size === parts.length &&
  parts.every(({ token, last, signature }) => {
    const held = holdings.get(token) ?? NOWHERE;
    return held.block === last && held.key === signature;
  });

/** Takes a block for all its tokens at once, or not at all. */
export const follow = (ledger: Ledger, operation: Operation): void => {
  if (!mayFollow(ledger, operation)) return;
  ledger.blocks.set(operation.block, operation);
  for (const { token, key } of operation.parts) ledger.holdings.set(token, { block: operation.block, key });
};

/** The blocks of a token back to its creation, the newest first. */
export const chainOf = ({ blocks, holdings }: Ledger, token: number): readonly number[] => {
  const chain: number[] = [];
  for (let next = holdings.get(token)?.block ?? 0; next !== 0;) {
    chain.push(next);
    next = blocks.get(next)?.parts.find((part) => part.token === token)?.last ?? 0;
  }
  return chain;
};
