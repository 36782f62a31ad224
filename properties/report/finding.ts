import { findingOf, trial } from "#hunt";
import type { Finding, Subject } from "#hunt";
import type { Move, Schedule } from "#kernel";
import { canarySubject } from "#spec/canary";

/** Two rival calls and a vote that comes late: with a quorum of one too few that is enough. */
const moves: readonly Move[] = [
  { at: 0, kind: "submit", name: 1, node: 0, operation: { spend: 0, parent: 0, block: 1, amount: 8 } },
  { at: 0, kind: "submit", name: 2, node: 1, operation: { spend: 0, parent: 0, block: 2, amount: 8 } },
  { kind: "fate", message: { from: 0, to: 2, identity: ["vote", 0, 0, 1], nth: 0 }, then: { kind: "delay", by: 1 } },
];

export const rivals: Schedule = {
  config: "short-quorum",
  setup: { nodes: 4, seed: "0000000000000000", topology: "mesh", faults: 1, delta: 4 },
  weather: "calm",
  moves,
  calm: { from: 48, for: 64 },
};

/** The finding of a schedule that fails. */
export const findingIn = (schedule: Schedule, subject: Subject = canarySubject): Finding =>
  findingOf(subject, { index: 26, schedule, failure: trial(subject, schedule).failures[0]! });
