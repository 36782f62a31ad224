import type { Beat, Flight, Mark } from "./story.ts";

/** One thing that happened in a beat; of a message also what it says, for a picture to colour it by. */
export interface Note {
  readonly text: string;
  readonly says?: string;
}

/** What happened in one beat: what befell nodes, what they said to each other, what became of it; and last their asides. */
export const notesOf = ({ marks, flights, notes }: Beat): readonly Note[] => [
  ...notes.map((text) => ({ text })),
  ...markNotes(marks.filter(({ sign }) => sign !== "note" && sign !== "timer")),
  ...flightNotes(flights),
  ...markNotes(marks.filter(({ sign }) => sign === "note")),
];

/** Nodes of which the same is to be said share a note: `0,1,3 decide 1 for [0,0]`. */
const markNotes = (marks: readonly Mark[]): readonly Note[] =>
  gather(
    marks,
    ({ says }) => says,
    ({ node }) => node,
  ).map(({ key, nodes }) => ({
    text: `${nodes.join(",")} ${nodes.length === 1 ? key : key.replace(/^(decide|lock|release|save|note)s\b/, "$1")}`,
  }));

/** Copies of one message share a note: `0→1,2,3 vote [0,0,1]`. */
const flightNotes = (flights: readonly Flight[]): readonly Note[] =>
  gather(flights, nameOf, ({ to }) => to).map(({ key, nodes, first }) => ({ text: key.replace(TO, nodes.join(",")), says: first.says }));

const TO = "\u0000";

const nameOf = ({ from, says, due, isLate, end }: Flight): string => {
  if (end.kind === "lost") return `${from}↛${TO} ${says} (${LOST[end.because] ?? end.because})`;
  return `${from}→${TO} ${says}${isLate ? ` (at ${due})` : ""}`;
};

const LOST: Readonly<Record<string, string>> = { cut: "cut off", weather: "lost", fate: "lost", lie: "held back" };

interface Gathered<T> {
  readonly key: string;
  readonly nodes: readonly number[];
  readonly first: T;
}

const gather = <T>(all: readonly T[], keyOf: (one: T) => string, nodeOf: (one: T) => number): readonly Gathered<T>[] => {
  const groups = new Map<string, { readonly nodes: Set<number>; readonly first: T }>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key) ?? { nodes: new Set(), first: one };
    groups.set(key, group);
    group.nodes.add(nodeOf(one));
  }
  return [...groups].map(([key, { nodes, first }]) => ({ key, nodes: [...nodes].toSorted((a, b) => a - b), first }));
};
