import type { NodeId, Schedule } from "#kernel";
import type { Failure, Subject } from "#hunt";
import { fold, foldText } from "./fold.ts";
import type { Told } from "./fold.ts";
import { Lanes } from "./lanes.ts";
import type { Lane } from "./lanes.ts";
import { notesOf } from "./notes.ts";
import { storyOf } from "./story.ts";
import type { Beat, Sign, Story } from "./story.ts";
import { countText, cutTo } from "./words.ts";

/** What fits on a screen. */
const LINES_MAX = 40;
const WIDTH_MAX = 110;
const TICK_WIDTH = 6;
const LANE_WIDTH = 4;
/** Of one beat; what is more is counted, not told. */
const NOTE_LINES_MAX = 6;

/** A failing run as a diagram of text: time downwards, a lane for each node, what was said beside it, the breach where it came. */
export const timeline = (subject: Subject, schedule: Schedule, failure: Failure): string => {
  const story = storyOf(subject, schedule, failure);
  const breach = `${failure.property} breaks here: ${failure.verdict.because}`;
  let notes = NOTE_LINES_MAX;
  const draw = (told: readonly Told[]): readonly string[] => drawn(story, told, breach, notes);
  const fits = (told: readonly Told[]): boolean => draw(told).length <= LINES_MAX;
  for (; notes > 1 && !fits(fold(story, () => true)); notes--);
  return draw(fold(story, fits)).join("\n");
};

const drawn = (story: Story, told: readonly Told[], breach: string, notesMax: number): readonly string[] => {
  const lanes = new Lanes(story);
  const lines: string[] = [
    row(
      "tick",
      Array.from({ length: story.nodes }, (_, node) => String(node)),
      "",
    ),
  ];
  const used = new Set<Sign>();
  let next = 0;
  const passTo = (index: number): void => {
    for (; next < index; next++) lanes.pass(story.beats[next]!);
  };
  for (const part of told) {
    if (part.kind === "fold") {
      lines.push(row("…", lanesNow(story, lanes), `… ${foldText(part)}`));
      continue;
    }
    const index = story.beats.indexOf(part.beat);
    passTo(index);
    lines.push(...beatRows(story, lanes, part.beat, notesMax));
    passTo(index + 1);
    for (const { sign } of part.beat.marks) used.add(sign);
    if (part.beat.at === story.breach) lines.push(cutTo(`${"━".repeat(TICK_WIDTH + LANE_WIDTH * story.nodes)} ${breach}`, WIDTH_MAX));
  }
  return [...lines, legend(used)];
};

const beatRows = (story: Story, lanes: Lanes, beat: Beat, notesMax: number): readonly string[] => {
  const notes = wrapped(
    notesOf(beat).map(({ text }) => text),
    WIDTH_MAX - TICK_WIDTH - LANE_WIDTH * story.nodes - 1,
  );
  const hidden = notes.length - notesMax;
  const shown = hidden <= 0 ? notes : [...notes.slice(0, notesMax - 1), `… and ${countText(hidden + 1, "more line")}`];
  const [first = "", ...more] = shown;
  const cells = lanesNow(story, lanes).map((lane, node) => marksAt(beat, node, lane));
  const lines = [row(String(beat.at), cells, first)];
  lanes.pass(beat);
  for (const note of more) lines.push(row("", lanesNow(story, lanes), note));
  return lines;
};

const marksAt = ({ marks, heard }: Beat, node: NodeId, lane: string): string => {
  const signs = marks.filter((mark) => mark.node === node).map(({ sign }) => SIGNS[sign].mark);
  const all = [...new Set(heard.includes(node) ? ["·", ...signs] : signs)];
  return all.length === 0 ? lane : cutTo(all.join(""), LANE_WIDTH - 1);
};

const lanesNow = ({ nodes }: Story, lanes: Lanes): readonly string[] => Array.from({ length: nodes }, (_, node) => LANES[lanes.of(node)]);

const LANES: Readonly<Record<Lane, string>> = { up: "│", liar: "║", paused: "┊", dead: " " };

/** Every mark, with the word that the legend gives it. */
const SIGNS: Readonly<Record<Sign, { readonly mark: string; readonly word: string }>> = {
  submit: { mark: "S", word: "call" },
  decide: { mark: "●", word: "decides" },
  lock: { mark: "◆", word: "locks" },
  release: { mark: "◇", word: "releases" },
  save: { mark: "▫", word: "saves" },
  note: { mark: "n", word: "notes" },
  respond: { mark: "R", word: "answers" },
  crash: { mark: "✗", word: "crashes" },
  start: { mark: "↑", word: "starts again" },
  pause: { mark: "p", word: "stands still" },
  resume: { mark: "r", word: "goes on" },
  turn: { mark: "L", word: "turns liar" },
  ill: { mark: "~", word: "is made ill" },
  timer: { mark: "t", word: "timer" },
  panic: { mark: "!", word: "panics" },
};

const legend = (used: ReadonlySet<Sign>): string => {
  const words = (Object.keys(SIGNS) as Sign[]).filter((sign) => used.has(sign)).map((sign) => `${SIGNS[sign].mark} ${SIGNS[sign].word}`);
  return `${" ".repeat(TICK_WIDTH)}${[...words, "· hears"].join("   ")}`;
};

const row = (tick: string, cells: readonly string[], note: string): string =>
  `${tick.padStart(TICK_WIDTH - 2)}  ${cells.map((cell) => cell.padEnd(LANE_WIDTH)).join("")} ${note}`.trimEnd();

/** Notes joined into lines of a width; none is broken in two. */
const wrapped = (notes: readonly string[], width: number): readonly string[] => {
  const lines: string[] = [];
  for (const note of notes) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + note.length + 2 <= width) lines[lines.length - 1] = `${last}; ${note}`;
    else lines.push(cutTo(note, width));
  }
  return lines;
};
