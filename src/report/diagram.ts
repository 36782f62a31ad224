import type { NodeId } from "#kernel";
import type { Failure } from "#hunt";
import { escape } from "./escape.ts";
import { fold, foldText } from "./fold.ts";
import { Lanes } from "./lanes.ts";
import { HEAD, LINE, beatsIn, layoutOf } from "./layout.ts";
import type { Layout, Row } from "./layout.ts";
import type { Flight, Mark, Sign, Story } from "./story.ts";
import { cutTo } from "./words.ts";

/** More than that nobody follows down a page. */
const BEATS_MAX = 48;
/** Colours for what is said; a seventh thing shares the first one's. */
const COLOURS = 6;

/** A failing run as a space-time diagram: time downwards, a lane for each node, an arrow for each message. */
export const diagram = (story: Story, failure: Failure | undefined): string => {
  const layout = layoutOf(
    story,
    fold(story, (told) => told.length <= BEATS_MAX),
  );
  const { width, height } = layout;
  const hues = huesOf(layout);
  const parts = [
    markers(),
    ...culprits(layout, failure),
    ...heads(story, layout),
    ...layout.rows.flatMap((row) => furniture(row, layout, hues)),
    ...lanes(story, layout),
    ...beatsIn(layout).flatMap((beat) => beat.flights.map((flight) => arrow(flight, layout, hues.get(flight.says)!))),
    ...layout.rows.flatMap((row) => marks(row, layout)),
    ...breach(story, layout, failure),
  ];
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="space-time diagram">\n${parts.join("\n")}\n</svg>`;
};

const markers = (): string => {
  const tips = Array.from({ length: COLOURS }, (_, hue) => marker(`tip${hue}`, `tip c${hue}`));
  return `<defs>${tips.join("")}</defs>`;
};

const marker = (id: string, look: string): string =>
  `<marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="${look}" d="M0 1.5 9 5 0 8.5z"/></marker>`;

const culprits = ({ xOf, height }: Layout, failure: Failure | undefined): readonly string[] =>
  [...new Set(failure?.verdict.nodes)].map(
    (node) => `<rect class="culprit" x="${xOf(node) - 34}" y="10" width="68" height="${height - 20}" rx="10"/>`,
  );

const heads = ({ nodes }: Story, { xOf }: Layout): readonly string[] =>
  Array.from({ length: nodes }, (_, node) => `<text class="head" x="${xOf(node)}" y="36">node ${node}</text>`);

const furniture = ({ told, y, notes }: Row, { notesX, width }: Layout, hues: ReadonlyMap<string, number>): readonly string[] => {
  if (told.kind === "fold")
    return [
      `<text class="fold" x="44" y="${y + 4}">⋮</text>`,
      `<text class="fold note" x="${notesX}" y="${y + 4}">${foldText(told)}</text>`,
    ];
  const rule = `<line class="rule" x1="52" x2="${width - 8}" y1="${y}" y2="${y}"/>`;
  const lines = notes.map(({ text, says }, line) => {
    const hue = says === undefined ? "" : ` say c${hues.get(says)}`;
    return `<text class="note${hue}" x="${notesX}" y="${y + 14 + line * LINE}">${escape(text)}</text>`;
  });
  return [rule, `<text class="tick" x="44" y="${y + 4}">${told.beat.at}</text>`, ...lines];
};

/** A lane is a line where its node runs, dots where it stands still, nothing where it is dead. */
const lanes = (story: Story, { rows, xOf, height }: Layout): readonly string[] => {
  const standing = new Lanes(story);
  const drawn: string[] = [];
  let top = HEAD - 8;
  let next = 0;
  const drawTo = (bottom: number): void => {
    for (let node = 0; node < story.nodes; node++)
      drawn.push(`<line class="lane ${standing.of(node)}" x1="${xOf(node)}" x2="${xOf(node)}" y1="${top}" y2="${bottom}"/>`);
    top = bottom;
  };
  for (const { told, y } of rows) {
    if (told.kind === "fold") continue;
    drawTo(y);
    for (const until = story.beats.indexOf(told.beat); next <= until; next++) standing.pass(story.beats[next]!);
  }
  drawTo(height - 12);
  return drawn;
};

/** One colour for each thing that is said, in the order in which things are said first. */
const huesOf = (layout: Layout): ReadonlyMap<string, number> => {
  const hues = new Map<string, number>();
  for (const { flights } of beatsIn(layout)) for (const { says } of flights) if (!hues.has(says)) hues.set(says, hues.size % COLOURS);
  return hues;
};

const arrow = ({ from, to, says, sent, due, isLate, end }: Flight, { xOf, yOf }: Layout, hue: number): string => {
  const x = xOf(from as number);
  const y = yOf(sent);
  const lands = { x: xOf(to as number), y: end.kind === "heard" ? yOf(end.at) : Math.max(yOf(due), y + 50) };
  const told = `<title>${escape(`${from} → ${to}  ${says}${end.kind === "lost" ? `, lost: ${end.because}` : ""}`)}</title>`;
  if (end.kind === "heard") {
    const side = Math.sign(lands.x - x);
    const line = `<line class="flight c${hue}${isLate ? " late" : ""}" marker-end="url(#tip${hue})" x1="${x + side * 4}" y1="${y}" x2="${lands.x - side * 7}" y2="${lands.y - 2}">${told}</line>`;
    return line;
  }
  const stop = { x: Math.round(x + (lands.x - x) * 0.55), y: Math.round(y + (lands.y - y) * 0.55) };
  const cross = end.kind === "lost" ? `<path class="cross c${hue}" d="M${stop.x - 4} ${stop.y - 4}l8 8m0-8l-8 8"/>` : "";
  return `<line class="flight lost c${hue}" x1="${x}" y1="${y}" x2="${stop.x}" y2="${stop.y}">${told}</line>${cross}`;
};

/** Signs of one node in one beat stand side by side. */
const marks = ({ told, y }: Row, { xOf }: Layout): readonly string[] => {
  if (told.kind === "fold") return [];
  const places = new Map<NodeId, number>();
  return told.beat.marks.map((mark) => {
    const place = places.get(mark.node) ?? 0;
    places.set(mark.node, place + 1);
    return sign(mark, xOf(mark.node) + place * 20, y);
  });
};

const sign = ({ node, sign: kind, says, label }: Mark, x: number, y: number): string =>
  `<g class="sign ${kind}" transform="translate(${x} ${y})"><title>${escape(`node ${node} ${says}`)}</title>${SHAPES[kind]}${label === undefined ? "" : labelText(label)}</g>`;

/** Short enough to stay clear of the next lane. */
const labelText = (label: string): string => `<text class="label" x="13" y="-6">${escape(cutTo(label, 6))}</text>`;

const letter = (text: string): string => `<circle r="9"/><text y="4">${text}</text>`;

const SHAPES: Readonly<Record<Sign, string>> = {
  submit: `<path d="M0-10 10 0 0 10-10 0z"/>`,
  decide: `<circle r="9"/><path class="tickmark" d="M-4 0l3 3 5-6"/>`,
  lock: `<rect x="-8" y="-8" width="16" height="16" rx="3"/>`,
  release: `<rect class="hollow" x="-8" y="-8" width="16" height="16" rx="3"/>`,
  save: `<rect class="hollow" x="-5" y="-5" width="10" height="10" rx="2"/>`,
  note: letter("n"),
  respond: letter("R"),
  crash: `<circle r="9"/><path class="tickmark" d="M-4-4l8 8m0-8l-8 8"/>`,
  start: letter("↑"),
  pause: `<circle r="9"/><path class="tickmark" d="M-2.500-4v8m5-8v8"/>`,
  resume: `<circle r="9"/><path class="tickmark" d="M-3-4 4 0-3 4z"/>`,
  turn: letter("L"),
  ill: letter("~"),
  timer: `<circle r="3.500"/>`,
  panic: letter("!"),
};

const breach = (story: Story, layout: Layout, failure: Failure | undefined): readonly string[] => {
  if (failure === undefined) return [];
  const row = layout.rows.find(({ told }) => told.kind === "beat" && told.beat.at === story.breach);
  if (row === undefined) return [];
  const y = row.y + Math.max(30, row.notes.length * LINE + 10);
  return [
    `<line class="breach" x1="8" x2="${layout.width - 8}" y1="${y}" y2="${y}"/>`,
    `<text class="breach" x="${layout.width - 12}" y="${y - 6}">${escape(failure.property)} breaks here</text>`,
  ];
};
