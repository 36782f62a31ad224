import type { Move, NodeId, Timed } from "#kernel";
import { ROUND_TICKS } from "./clock.ts";

/** When a network was in trouble: from the first cut or crash to the last healing or return, in rounds. */
export interface Trouble {
  readonly from: number;
  readonly to: number;
}

/** How a network came back: whether within the run, and how many rounds after the trouble; where not, how many were watched. */
export interface Recovery {
  /** Commits during the trouble to a thousand of those that as many rounds would have brought before it. */
  readonly pacePermille: number;
  readonly isBack: boolean;
  readonly rounds: number;
}

/** Trouble that does not end is none to recover from. */
export const troubleOf = (moves: readonly Move[]): Trouble | undefined => {
  const timed = moves.filter((move): move is Timed => "at" in move);
  const begin = timed.filter(({ kind }) => kind === "cut" || kind === "crash");
  const end = timed.filter(({ kind }) => kind === "heal" || kind === "restart");
  if (begin.length === 0 || end.length === 0) return undefined;
  const roundOf = ({ at }: Timed): number => Math.floor(at / ROUND_TICKS);
  return { from: Math.min(...begin.map(roundOf)), to: Math.max(...end.map(roundOf)) };
};

/** Who ever lied or was down. */
export const befallenBy = (moves: readonly Move[]): ReadonlySet<NodeId> =>
  new Set(moves.flatMap((move) => (move.kind === "turn" || move.kind === "crash" ? [move.node] : [])));

/** It is back when some fifty rounds brought nine tenths of the commits of the fifty before the trouble. `commits`: their rounds, ascending. */
export const recoveryOf = (commits: readonly number[], rounds: number, trouble: Trouble | undefined): Recovery | undefined => {
  if (trouble === undefined) return undefined;
  const { from, to } = trouble;
  const between = (begin: number, end: number): number => commits.filter((round) => begin <= round && round < end).length;
  const before = between(from - WINDOW_ROUNDS, from);
  const pacePermille = before === 0 ? 0 : Math.round((1_000 * between(from, to) * WINDOW_ROUNDS) / (before * (to - from)));
  for (let end = to; end <= rounds; end++)
    if (10 * between(end - WINDOW_ROUNDS, end) >= 9 * before) return { isBack: true, rounds: end - to, pacePermille };
  return { isBack: false, rounds: rounds - to, pacePermille };
};

const WINDOW_ROUNDS = 50;
