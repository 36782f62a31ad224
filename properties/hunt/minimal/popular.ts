import { trial } from "#hunt";
import type { Subject } from "#hunt";
import { isTimed } from "#kernel";
import type { Move, Schedule } from "#kernel";

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

/** Every choice of so many of these moves: the first that shows the failure, and how many runs it took. */
export const chooseAmong = (
  subject: Subject,
  empty: Schedule,
  identity: string,
  moves: readonly Move[],
  count: number,
): { readonly runs: number; readonly failing: Schedule | undefined } => {
  let runs = 0;
  const choose = (chosen: readonly Move[], from: number): Schedule | undefined => {
    if (chosen.length === count) {
      runs++;
      const schedule = { ...empty, moves: chosen };
      return trial(subject, schedule).failures.some((failure) => failure.identity === identity) ? schedule : undefined;
    }
    for (let place = from; place <= moves.length - (count - chosen.length); place++) {
      const failing = choose([...chosen, moves[place]!], place + 1);
      if (failing !== undefined) return failing;
    }
    return undefined;
  };
  return { failing: choose([], 0), runs };
};
