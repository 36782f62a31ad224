// What a protocol is written in.
export type { Call, Disk, Lie, NodeId, Parts, Plain, Protocol, Self, Signed } from "#kernel";
export { faultyBy, quorumOf, unreachable } from "#kernel";
// What a run is caused by, and what comes of it.
export type { Event, Schedule } from "#kernel";
// What is promised.
export type { Debt, Machine, Oracle, Property, Verdict } from "#oracles";
export {
  agreement,
  answered,
  bounded,
  conservation,
  convergence,
  deadlineOf,
  finality,
  integrity,
  linearizability,
  noPanic,
  oracle,
  progress,
  sometimesDecided,
  sometimesPending,
  validity,
} from "#oracles";
// What hunts, and what a hunt hands back.
export type { Ground, Model, Subject } from "#hunt";
export { FAULTS, HARDSHIPS, check, commands, findingOf, modelRun, rootOf, schedules, search, subject, trial } from "#hunt";
