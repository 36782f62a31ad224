import type { Found, Subject } from "#hunt";
import { shrink } from "#hunt";
import type { Schedule } from "#kernel";
import type { Bug } from "./bugs.ts";
import { exhaust } from "./exhaust.ts";
import { chooseAmong, popularMoves } from "./popular.ts";

/** The fewest moves that are known to show a bug. */
export interface Optimum {
  readonly name: string;
  readonly identity: string;
  readonly moves: number;
  /** Proven: nothing shorter on the whole ground fails. Best known: nothing shorter among the moves that minimal repros have most in common. */
  readonly known: "proven" | "best known";
  /** From so many seeds came the shortest that is known. */
  readonly seeds: number;
  /** Up to so many moves, that many runs were made in vain: all of the whole ground, or all choices among the most frequent. */
  readonly searched: { readonly upTo: number; readonly among: "the whole ground" | "the most frequent"; readonly runs: number };
  readonly example: Schedule;
}

const FREQUENT = 40;
/** Three moves on the whole ground are some thousand million runs. */
const GROUND_MOVES_MAX = 2;
/** A clock may jump and drift in a thousand ways at every tick: only a call alone is searched where it may. */
const GROUND_CALLS_MAX = 1;

/** Looks for the optimum of a bug: the shortest of what so many seeds found, and then everything below it. */
export const optimumOf = (bug: Bug, found: readonly Found[], tell: (line: string) => void): Optimum => {
  const { identity } = found[0]!.failure;
  tell(`${bug.name}: shrinking for the record, from ${found.length} seeds`);
  const alike = found.filter(({ failure }) => failure.identity === identity);
  const minimal = alike.map(({ schedule }) => shrink(bug.subject, schedule, identity).best);
  const shortest = minimal.toSorted((a, b) => a.moves.length - b.moves.length)[0]!;
  const upTo = shortest.moves.length - 1;
  const isWhole = upTo <= (bug.subject.ground.hardships.includes("skew") ? GROUND_CALLS_MAX : GROUND_MOVES_MAX);
  tell(`${bug.name}: searching all of up to ${upTo} moves ${isWhole ? "on the whole ground" : "among the most frequent"}`);
  const empty = { ...shortest, moves: [] };
  const judging = only(bug);
  const { runs, failing } = isWhole
    ? exhaust(judging, empty, identity, upTo)
    : chooseAmong(judging, empty, identity, { moves: popularMoves(minimal, FREQUENT), most: upTo });
  return {
    name: bug.name,
    identity,
    moves: (failing ?? shortest).moves.length,
    known: isWhole ? "proven" : "best known",
    seeds: found.length,
    searched: {
      upTo: failing === undefined ? upTo : failing.moves.length - 1,
      among: isWhole ? "the whole ground" : "the most frequent",
      runs,
    },
    example: failing ?? shortest,
  };
};

/** Judged by the wanted promise alone, because there are millions of runs to judge. */
const only = ({ subject, property }: Bug): Subject => ({ ...subject, properties: subject.properties.filter(({ id }) => id === property) });
