import type { Tick } from "#kernel";
import type { Beat, Story } from "./story.ts";
import { countText } from "./words.ts";

/** What is told of a stretch of a run: a beat in full, or that so many ticks went by. */
export type Told = { readonly kind: "beat"; readonly beat: Beat } | Fold;
export interface Fold {
  readonly kind: "fold";
  readonly from: Tick;
  readonly ticks: number;
  readonly heard: number;
}

/**
 * Leaves out what matters least until the rest fits: first all that came after the breach, then beats in which nodes only talked,
 * then those in which fate only touched a message, then from the middle outwards.
 */
export const fold = ({ beats, breach }: Story, fits: (told: readonly Told[]) => boolean): readonly Told[] => {
  let kept = beats.filter((beat) => beat.at <= breach);
  for (const least of [1, 2, 3]) {
    const told = toldOf(beats, kept);
    if (fits(told)) return told;
    kept = kept.filter((beat) => beat.at === breach || weightOf(beat) >= least);
  }
  while (kept.length > 1 && !fits(toldOf(beats, kept))) kept = kept.toSpliced(Math.floor((kept.length - 1) / 2), 1);
  return toldOf(beats, kept);
};

/** What went by, in words: `12 ticks, 31 deliveries`. */
export const foldText = ({ ticks, heard }: Fold): string =>
  countText(ticks, "tick") + (heard === 0 ? "" : `, ${countText(heard, "delivery", "deliveries")}`);

/** 0: talk. 1: talk that fate touched, and asides. 2: what a node said. 3: what befell it. */
const weightOf = ({ marks, flights, notes }: Beat): number => {
  if (notes.length > 0 || marks.some(({ sign }) => !QUIET.has(sign))) return 3;
  if (marks.some(({ sign }) => !ASIDE.has(sign))) return 2;
  if (marks.some(({ sign }) => sign === "note")) return 1;
  return flights.some(({ isLate, end }) => isLate || end.kind === "lost") ? 1 : 0;
};

const ASIDE: ReadonlySet<string> = new Set(["timer", "note"]);
const QUIET: ReadonlySet<string> = new Set([...ASIDE, "decide", "lock", "release", "save", "respond"]);

const toldOf = (beats: readonly Beat[], kept: readonly Beat[]): readonly Told[] => {
  const told: Told[] = [];
  const isKept = new Set(kept);
  let next: Tick = 0;
  let heard = 0;
  for (const beat of beats) {
    if (!isKept.has(beat)) {
      heard += beat.heard.length;
      continue;
    }
    if (beat.at > next && (heard > 0 || beat.at > next + 1)) told.push({ kind: "fold", from: next, ticks: beat.at - next, heard });
    told.push({ kind: "beat", beat });
    next = beat.at + 1;
    heard = 0;
  }
  const last = beats.at(-1)?.at ?? 0;
  if (last >= next) told.push({ kind: "fold", from: next, ticks: last - next + 1, heard });
  return told;
};
