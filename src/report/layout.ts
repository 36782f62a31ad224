import type { NodeId, Tick } from "#kernel";
import type { Told } from "./fold.ts";
import { notesOf } from "./notes.ts";
import type { Note } from "./notes.ts";
import type { Beat, Story } from "./story.ts";
import { cutTo } from "./words.ts";

/** Where everything of a diagram stands, in pixels. */
export interface Layout {
  readonly rows: readonly Row[];
  readonly width: number;
  readonly height: number;
  /** Where the notes begin. */
  readonly notesX: number;
  xOf(node: NodeId): number;
  yOf(tick: Tick): number;
}
/** What is told at one height, with the notes beside it. */
export interface Row {
  readonly told: Told;
  readonly y: number;
  readonly notes: readonly Note[];
}

export const HEAD = 56;
export const LINE = 17;
const TICKS = 60;
/** A page shows seven nodes without scrolling, and does not pull four of them apart. */
const WIDTH = 1112;
const LANE_MAX = 138;
const LANE_MIN = 64;
const NOTES = 440;
const NOTE_CHARACTERS = 58;
const NOTES_MAX = 9;

/** Rows from top to bottom, each as high as its notes. */
export const layoutOf = ({ nodes }: Story, told: readonly Told[]): Layout => {
  const rows: Row[] = [];
  let y = HEAD + 26;
  for (const part of told) {
    const notes = part.kind === "fold" ? [] : shortened(notesOf(part.beat));
    rows.push({ told: part, y, notes });
    y += part.kind === "fold" ? 44 : Math.max(58, notes.length * LINE + 30);
  }
  const lane = Math.max(LANE_MIN, Math.min(LANE_MAX, Math.floor((WIDTH - TICKS - NOTES) / nodes)));
  const notesX = TICKS + nodes * lane;
  return {
    rows,
    width: notesX + NOTES,
    height: y,
    notesX,
    xOf: (node) => Math.round(TICKS + (node + 0.5) * lane),
    yOf: (tick) => heightAt(rows, tick, y),
  };
};

const shortened = (notes: readonly Note[]): readonly Note[] => {
  const lines = notes.map((note) => ({ ...note, text: cutTo(note.text, NOTE_CHARACTERS) }));
  return lines.length <= NOTES_MAX ? lines : [...lines.slice(0, NOTES_MAX - 1), { text: `… and ${lines.length - NOTES_MAX + 1} more` }];
};

/** A tick that was folded away stands where its fold does. */
const heightAt = (rows: readonly Row[], tick: Tick, bottom: number): number =>
  rows.findLast(({ told }) => fromOf(told) <= tick)?.y ?? bottom;

const fromOf = (told: Told): Tick => (told.kind === "fold" ? told.from : told.beat.at);

/** The beats that are told in full. */
export const beatsIn = ({ rows }: Layout): readonly Beat[] => rows.flatMap(({ told }) => (told.kind === "beat" ? [told.beat] : []));
