import { trial } from "#hunt";
import type { Subject } from "#hunt";
import { isTimed } from "#kernel";
import type { Move, Schedule } from "#kernel";
import type { Exhausted } from "./exhaust.ts";

/** The moves that minimal schedules have most in common, in the order in which those have them. */
export const popularMoves = (minimal: readonly Schedule[], most: number): readonly Move[] => {
  const tally = new Map<string, { readonly move: Move; times: number; places: number }>();
  for (const { moves } of minimal)
    moves.forEach((move, place) => {
      const entry = tally.get(JSON.stringify(move)) ?? { move, times: 0, places: 0 };
      tally.set(JSON.stringify(move), entry);
      entry.times++;
      entry.places += place;
    });
  const popular = [...tally.values()].toSorted((a, b) => b.times - a.times).slice(0, most);
  return popular.toSorted((a, b) => tickOf(a.move) - tickOf(b.move) || a.places / a.times - b.places / b.times).map(({ move }) => move);
};

const tickOf = (move: Move): number => (isTimed(move) ? move.at : Number.MAX_SAFE_INTEGER);

/** Every choice of up to so many of these moves, the fewest first, until one shows the failure. */
export const chooseAmong = (
  subject: Subject,
  empty: Schedule,
  identity: string,
  { moves, most }: { readonly moves: readonly Move[]; readonly most: number },
): Exhausted => {
  let runs = 0;
  const choose = (chosen: readonly Move[], from: number, left: number): Schedule | undefined => {
    if (left === 0) {
      runs++;
      const schedule = { ...empty, moves: chosen };
      return trial(subject, schedule).failures.some((failure) => failure.identity === identity) ? schedule : undefined;
    }
    for (let place = from; place <= moves.length - left; place++) {
      const failing = choose([...chosen, moves[place]!], place + 1, left - 1);
      if (failing !== undefined) return failing;
    }
    return undefined;
  };
  for (let count = 1; count <= most; count++) {
    const failing = choose([], 0, count);
    if (failing !== undefined) return { runs, failing };
  }
  return { runs, failing: undefined };
};
