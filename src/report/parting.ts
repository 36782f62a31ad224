import { diverge, tell } from "#kernel";
import type { Divergence, Schedule, Watch } from "#kernel";
import { RERUNS } from "#hunt";
import type { Subject } from "#hunt";

/** How each rerun is watched, by the id of its property. */
const WATCHES: Readonly<Record<string, Watch>> = {
  [RERUNS.same.id]: {},
  [RERUNS.permuted.id]: { isPermuted: true },
  [RERUNS.frozen.id]: { isFrozen: true },
};

/** Where a run and its rerun part: the first event that differs, and what differs in it. Nothing of a failure that a history shows. */
export const partingText = (subject: Subject, schedule: Schedule, property: string): readonly string[] => {
  const watch = WATCHES[property];
  if (watch === undefined) return [];
  const { eventsMax } = subject.ground;
  const parting = diverge(tell(subject.protocol, schedule, { eventsMax }), tell(subject.protocol, schedule, { ...watch, eventsMax }));
  if (parting === undefined) return [];
  const [once, again] = apart(...linesOf(parting));
  return [`parts      at tick ${parting.at}, ${placeText(parting)}`, `    once   ${once}`, `    again  ${again}`, ""];
};

const placeText = ({ place }: Divergence): string => {
  switch (place.kind) {
    case "handler":
      return `in ${place.handler} of node ${place.process}`;
    case "move":
      return `at a move: ${place.move}`;
    case "end":
      return "when the books were closed";
  }
};

/** What was told, or where that is the same, what the node held after it. */
const linesOf = ({ first, second }: Divergence): readonly [string, string] =>
  first.line === second.line ? [first.state, second.state] : [first.line, second.line];

/** Both texts, from a little before where they differ. */
const apart = (one: string, other: string): readonly [string, string] => {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const from = Math.max(0, same - BEFORE);
  return [around(one, from), around(other, from)];
};

const around = (text: string, from: number): string => {
  const rest = text.slice(from, from + LENGTH).replaceAll('\\"', '"');
  return `${from > 0 ? "…" : ""}${rest}${from + LENGTH < text.length ? "…" : ""}`;
};

const BEFORE = 40;
const LENGTH = 96;
