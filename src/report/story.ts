import { Trace, simulate } from "#kernel";
import type { Event, NodeId, Plain, ProcessId, Schedule, Tagged, Tick, Traced } from "#kernel";
import type { Failure, Subject } from "#hunt";
import { moveText } from "./moves.ts";
import { identityText, plainText } from "./words.ts";

/** A failing run as a reader follows it: beat by beat, a beat being a tick in which something happened. */
export interface Story {
  readonly nodes: number;
  readonly beats: readonly Beat[];
  readonly breach: Tick;
}

export interface Beat {
  readonly at: Tick;
  readonly marks: Mark[];
  readonly flights: Flight[];
  /** Which nodes heard a message, once for each. */
  readonly heard: NodeId[];
  /** What happened to no node alone: cuts, heals, the calm. */
  readonly notes: string[];
  isCalm: boolean;
}

/** Something that befell one node, or that it said. */
export interface Mark {
  readonly node: NodeId;
  readonly sign: Sign;
  readonly says: string;
  /** What stands beside its sign in a picture, where the sign alone does not say it. */
  readonly label?: string;
}
export type Sign =
  | "submit"
  | "decide"
  | "lock"
  | "release"
  | "save"
  | "note"
  | "respond"
  | "crash"
  | "start"
  | "pause"
  | "resume"
  | "turn"
  | "ill"
  | "timer"
  | "panic";

/** One copy of a message on its way to another node. */
export interface Flight {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly says: string;
  readonly sent: Tick;
  readonly due: Tick;
  /** Whether it took longer than its fair time: the one tick of a calm run, before the calm. */
  readonly isLate: boolean;
  end: Landing;
}
/** Nobody hears a message that comes to a node which is dead, or after the run is over. */
type Landing =
  | { readonly kind: "lost"; readonly because: string }
  | { readonly kind: "heard"; readonly at: Tick }
  | { readonly kind: "unheard" };

/** Replays a schedule and tells what happened. */
export const storyOf = (subject: Subject, schedule: Schedule, failure: Failure | undefined): Story => {
  const trace = new Trace();
  const { history } = simulate(subject.protocol, schedule, { eventsMax: subject.ground.eventsMax, trace });
  const beats = new Map<Tick, Beat>();
  const beatAt = (at: Tick): Beat => {
    const beat = beats.get(at) ?? { at, marks: [], flights: [], heard: [], notes: [], isCalm: false };
    beats.set(at, beat);
    return beat;
  };
  const identify = (message: unknown): Plain => subject.protocol.identify?.(message as Tagged) ?? (message as Plain);
  noteTrace(trace.lines, beatAt, identify, schedule.calm.from);
  for (const event of history) noteEvent(beatAt(event.at), event);
  const last = Math.max(0, ...beats.keys());
  // What only a rerun shows has no tick of its own.
  const breach = failure === undefined || failure.verdict.nodes.length === 0 ? last : failure.verdict.at;
  beatAt(breach);
  const twins = history.filter((event) => event.kind === "move" && event.move.kind === "twin").length;
  return { nodes: schedule.setup.nodes + twins, beats: [...beats.values()].toSorted((a, b) => a.at - b.at), breach };
};

const noteTrace = (lines: readonly Traced[], beatAt: (at: Tick) => Beat, identify: (message: unknown) => Plain, calm: Tick): void => {
  // Copies on their way, by message and link: the first that was sent is taken to be the first that is heard.
  const open = new Map<unknown, Flight[]>();
  for (const line of lines) {
    if (line.kind === "send" && line.from !== line.to) {
      const due = line.becomes.kind === "due" ? line.becomes.at[0]! : line.at;
      const end: Landing = line.becomes.kind === "lost" ? line.becomes : { kind: "unheard" };
      const isLate = line.at < calm && due > line.at + 1;
      const flight: Flight = { from: line.from, to: line.to, says: identityText(identify(line.message)), sent: line.at, due, isLate, end };
      beatAt(line.at).flights.push(flight);
      if (end.kind === "unheard") open.set(line.message, [...(open.get(line.message) ?? []), flight]);
    }
    if (line.kind === "handle" && line.handler === "receive" && line.from !== (line.process as number)) {
      beatAt(line.at).heard.push(line.process as number);
      const flight = open
        .get(line.what)
        ?.find(({ from, to, end }) => end.kind === "unheard" && (from as number) === line.from && to === line.process);
      if (flight !== undefined) flight.end = { kind: "heard", at: line.at };
    }
    if (line.kind === "handle" && line.handler === "timeout")
      beatAt(line.at).marks.push({ node: line.process as number, sign: "timer", says: `timer ${(line.what as Tagged).kind}` });
  }
};

const noteEvent = (beat: Beat, event: Event): void => {
  switch (event.kind) {
    case "decide":
    case "lock":
    case "release":
    case "save":
      beat.marks.push({
        node: event.process as number,
        sign: event.kind,
        says: `${event.kind}s ${plainText(event.value)} for ${plainText(event.instance)}`,
        label: plainText(event.value),
      });
      return;
    case "note":
      beat.marks.push({
        node: event.process as number,
        sign: "note",
        says: `notes ${plainText(event.value)} of ${plainText(event.instance)}`,
      });
      return;
    case "respond":
      beat.marks.push({
        node: event.process as number,
        sign: "respond",
        says: `answers call ${event.call} with ${plainText(event.result)}`,
      });
      return;
    case "start":
      beat.marks.push({ node: event.process as number, sign: "start", says: "starts again" });
      return;
    case "panic":
      beat.marks.push({ node: event.process as number, sign: "panic", says: `throws in ${event.handler}: ${event.because}` });
      return;
    case "calm":
      beat.isCalm = true;
      beat.notes.push(`the calm comes, with ${event.core.join(", ")} as its core`);
      return;
    case "move":
      return noteMove(beat, event.move);
    default:
  }
};

const noteMove = (beat: Beat, move: Extract<Event, { kind: "move" }>["move"]): void => {
  switch (move.kind) {
    case "cut":
    case "clog":
    case "heal":
      beat.notes.push(moveText(move));
      return;
    case "restart":
      // Told by its start.
      return;
    case "retry":
      beat.marks.push({ node: move.node, sign: "submit", says: `is asked again for call ${move.name}` });
      return;
    case "submit":
      beat.marks.push({ node: move.node, sign: "submit", says: `is asked for ${plainText(move.operation)}` });
      return;
    case "crash":
      beat.marks.push({
        node: move.node,
        sign: "crash",
        says: move.inside === "nothing" ? "crashes" : `crashes after effect ${move.inside}`,
      });
      return;
    case "pause":
      beat.marks.push({ node: move.node, sign: "pause", says: "stands still" });
      return;
    case "resume":
      beat.marks.push({ node: move.node, sign: "resume", says: "goes on" });
      return;
    case "turn":
      beat.marks.push({ node: move.node, sign: "turn", says: `lies from now on: ${move.lie}` });
      return;
    default:
      beat.marks.push({ node: move.node, sign: "ill", says: moveText(move) });
  }
};
