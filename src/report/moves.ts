import type { DiskFault, Fate, Move, NodeId, ProcessId, Schedule, Skew, TimerFate } from "#kernel";
import { isTimed, unreachable } from "#kernel";
import { countText, identityText, ordinalText, plainText, wordsFor } from "./words.ts";

/** The moves of a schedule, numbered, one a line, in words. */
export const movesText = ({ moves }: Schedule): string => {
  const width = String(moves.length).length;
  const ticks = Math.max(0, ...moves.map((move) => (isTimed(move) ? String(move.at).length : 0)));
  const line = (move: Move, index: number): string => {
    const number = String(index + 1).padStart(width);
    return `${number}  ${isTimed(move) ? `tick ${String(move.at).padStart(ticks)}  ` : ""}${moveText(move)}`;
  };
  return moves.length === 0 ? "no moves at all: a calm run" : moves.map(line).join("\n");
};

/** One move in words, without its tick. */
export const moveText = (move: Move): string => {
  switch (move.kind) {
    case "submit":
      return `call ${move.name} asks node ${move.node} for ${plainText(move.operation)}`;
    case "cut":
      return move.ways === "both"
        ? `${nodesText(move.from)} and ${nodesText(move.to)} are cut off from each other`
        : `what ${nodesText(move.from)} ${move.from.length === 1 ? "says" : "say"} to ${nodesText(move.to)} is lost from now on`;
    case "retry":
      return `the client of call ${move.name} asks again: node ${move.node} for ${plainText(move.operation)}`;
    case "clog":
      return `what ${nodesText(move.from)} ${move.from.length === 1 ? "says" : "say"} to ${nodesText(move.to)} is held back from now on`;
    case "heal":
      return "the links heal";
    case "slow":
      return move.by === 0
        ? `node ${move.node} is no longer slow`
        : `node ${move.node} is slow: ${countText(move.by, "tick")} more each way`;
    case "skew":
      return `the clock of node ${move.node} ${skewText(move)}`;
    case "disk":
      return `the disk of node ${move.node} ${faultText(move.fault)}`;
    case "twin":
      return `node ${move.node} becomes two: ${nodesText(move.peers)} ${move.peers.length === 1 ? "hears" : "hear"} the second`;
    case "crash":
      return `node ${move.node} crashes ${placeText(move.inside)}, ${keptText(move.kept)}`;
    case "restart":
      return `node ${move.node} restarts`;
    case "pause":
      return `node ${move.node} stands still`;
    case "resume":
      return `node ${move.node} goes on`;
    case "turn":
      return `node ${move.node} turns into a liar: ${move.lie}`;
    case "fate":
      return fateText(move);
    case "timer":
      return timerText(move);
    default:
      return unreachable(move);
  }
};

const placeText = (inside: "nothing" | number): string =>
  inside === "nothing" ? "between two handlers" : `inside its next handler after ${countText(inside, "effect")}`;

const keptText = (kept: number): string =>
  kept === 0 ? "losing what it had not synced" : `keeping at most ${countText(kept, "write")} of what it had not synced`;

const fateText = ({ message: { from, to, identity, nth }, then }: Fate): string => {
  const which = nth === "every" ? "every" : `the ${ordinalText(nth + 1)}`;
  return `${which} ${identityText(identity)} from ${from} to ${to} ${thenText(then)}`;
};

const thenText = (then: Fate["then"]): string => {
  switch (then.kind) {
    case "drop":
      return "is lost";
    case "delay":
      return `is ${countText(then.by, "tick")} late`;
    case "duplicate":
      return `comes again ${countText(then.after, "tick")} later`;
    default:
      return unreachable(then);
  }
};

const timerText = ({ timer: { process, says, nth }, then }: TimerFate): string => {
  const which = nth === "every" ? "every" : `the ${ordinalText(nth + 1)}`;
  const what =
    then.kind === "drop"
      ? "does not fire before the calm"
      : `fires ${countText(then.by, "tick")} ${then.kind === "early" ? "early" : "late"}`;
  return `${which} timer ${identityText(says)} of ${process} ${what}`;
};

const skewText = ({ by, driftPermille }: Skew): string => {
  const jump = by === 0 ? [] : [`jumps ${countText(Math.abs(by), "tick")} ${by > 0 ? "ahead" : "back"}`];
  const drift = driftPermille === 0 ? [] : [`${driftPermille > 0 ? "gains" : "loses"} ${Math.abs(driftPermille)} in a thousand`];
  return [...jump, ...drift].join(" and ") || "runs true";
};

const faultText = (fault: DiskFault["fault"]): string =>
  fault.kind === "stale"
    ? "is read, at the next start, without its last write"
    : `makes ${fault.kept === 0 ? "nothing" : `only ${countText(fault.kept, "write")}`} of the next sync last`;

const nodesText = (nodes: readonly (NodeId | ProcessId)[]): string => `${nodes.length === 1 ? "node" : "nodes"} ${nodes.join(", ")}`;

/** The weather of a schedule, in two or three words. */
export const weatherText = (weather: Schedule["weather"]): string => {
  if (weather === "calm") return "calm weather";
  switch (weather.kind) {
    case undefined:
      return weather.isInOrder === true ? "rough weather on ordered links" : "rough weather";
    case "shuffled":
      return "a shuffled queue";
    case "rounds":
      return "weather in rounds";
    default:
      return unreachable(weather);
  }
};

/** What the moves of a schedule come to: `two calls, one crash and one late message`. */
export const hardshipOf = ({ moves, weather }: Schedule): readonly string[] => {
  const count = (isOne: (move: Move) => boolean, noun: string, nouns?: string): readonly string[] => {
    const many = moves.filter(isOne).length;
    return many === 0 ? [] : [wordsFor(many, noun, nouns)];
  };
  return [
    ...count((move) => move.kind === "submit", "call"),
    ...count((move) => move.kind === "turn", "liar"),
    ...count((move) => move.kind === "crash", "crash", "crashes"),
    ...count((move) => move.kind === "restart", "restart"),
    ...count((move) => move.kind === "twin", "pair of twins", "pairs of twins"),
    ...count((move) => move.kind === "disk", "disk fault"),
    ...count((move) => move.kind === "pause", "pause"),
    ...count((move) => move.kind === "slow", "slow node"),
    ...count((move) => move.kind === "skew", "skewed clock"),
    ...count((move) => move.kind === "retry", "retry", "retries"),
    ...count((move) => move.kind === "cut", "cut"),
    ...count((move) => move.kind === "clog", "clogged link"),
    ...count((move) => move.kind === "fate" && move.then.kind === "drop", "lost message"),
    ...count((move) => move.kind === "fate" && move.then.kind === "delay", "late message"),
    ...count((move) => move.kind === "fate" && move.then.kind === "duplicate", "doubled message"),
    ...count((move) => move.kind === "timer" && move.then.kind === "early", "early timer"),
    ...count((move) => move.kind === "timer" && move.then.kind === "delay", "late timer"),
    ...count((move) => move.kind === "timer" && move.then.kind === "drop", "lost timer"),
    ...(weather === "calm" ? [] : [weatherText(weather)]),
  ];
};
