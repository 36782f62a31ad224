import { FAULTS, HARDSHIPS } from "#hunt";
import type { Ground, Hardship, Subject } from "#hunt";
import type { Move, Schedule, TimerWeather } from "#kernel";
import { canarySubject } from "#spec/canary";
import { registerSubject } from "#spec/register";

/** A hardship, a mistake that it alone finds, and the ground on which it does. */
export interface Row {
  readonly hardship: string;
  readonly isIt: (move: Move) => boolean;
  readonly subject: Subject;
  /** The rules that the protocol goes by. */
  readonly config: string;
  /** The promise that breaks. */
  readonly property: string;
  /** All that the storms of this ground may bring. */
  readonly ground: Ground;
  /** The same ground, but for the hardship. */
  readonly milder: Ground;
  /** What chance may not bring there, where a hardship is one of several sorts that come under one name. */
  readonly tempered?: { readonly ground: (schedule: Schedule) => Schedule; readonly milder: (schedule: Schedule) => Schedule };
  /** What the ground lacks of all that there is, and why. */
  readonly lacks: string;
  /** In how many runs a hunt finds it on the average. */
  readonly usual: number;
}

type Sketch = Omit<Row, "ground" | "milder"> & {
  readonly nodes: readonly number[];
  readonly storm?: number;
  readonly calls?: number;
  readonly hardships: readonly Hardship[];
  readonly lies: readonly string[];
  /** Which of those are the hardship. */
  readonly without: readonly string[];
};

const rowOf = ({ nodes, hardships, lies, without, storm, calls, ...row }: Sketch): Row => {
  const ground = {
    ...row.subject.ground,
    nodes,
    hardships,
    lies,
    storm: storm ?? row.subject.ground.storm,
    calls: calls ?? row.subject.ground.calls,
  };
  const isLeft = (name: string): boolean => !without.includes(name);
  return { ...row, ground, milder: { ...ground, hardships: hardships.filter(isLeft), lies: lies.filter(isLeft) } };
};

const ALL: readonly Hardship[] = [...HARDSHIPS, ...FAULTS];
const but = <T extends string>(all: readonly T[], ...left: readonly T[]): readonly T[] => all.filter((one) => !left.includes(one));

const isTimer =
  (...kinds: readonly string[]) =>
  (move: Move) =>
    move.kind === "timer" && kinds.includes(move.then.kind);

const same = (schedule: Schedule): Schedule => schedule;

/** Every disk fault comes as a sync of which so many writes last. */
const tornBy =
  (kept: number) =>
  (schedule: Schedule): Schedule => ({
    ...schedule,
    moves: schedule.moves.map((move) => (move.kind === "disk" ? { ...move, fault: { kind: "torn", kept } } : move)),
  });

/** And every crash loses all that was not synced. */
const bare =
  (temper: (schedule: Schedule) => Schedule) =>
  (schedule: Schedule): Schedule => {
    const { moves, ...rest } = temper(schedule);
    return { ...rest, moves: moves.map((move) => (move.kind === "crash" ? { ...move, kept: 0 } : move)) };
  };

/** Clocks jump, and then run true. */
const even = (schedule: Schedule): Schedule => ({
  ...schedule,
  moves: schedule.moves.map((move) => (move.kind === "skew" ? { ...move, driftPermille: 0 } : move)),
});

const timersOnly =
  (only: Partial<TimerWeather>) =>
  (schedule: Schedule): Schedule => {
    const { weather } = schedule;
    if (weather === "calm" || weather.timers === undefined) return schedule;
    return { ...schedule, weather: { ...weather, timers: { ...weather.timers, ...only } } };
  };

const CANARY = { subject: canarySubject, lies: canarySubject.ground.lies };
/** The register bears whoever holds back or repeats, but nobody who makes things up: it has no faults but these. */
const REGISTER = {
  subject: registerSubject,
  nodes: [3],
  hardships: registerSubject.ground.hardships,
  lies: [...registerSubject.ground.lies, "stale"],
};

const sketches: readonly Sketch[] = [
  {
    ...CANARY,
    hardship: "twin",
    isIt: ({ kind }) => kind === "twin",
    config: "certain",
    property: "S6",
    nodes: [4],
    hardships: but(ALL, "disk"),
    without: ["twin"],
    lacks: "disk faults: a node that lost its vote hears of it from others, as a twin hears of the other's",
    usual: 3_300,
  },
  {
    ...CANARY,
    hardship: "a lie that differs by recipient and signs anew",
    isIt: (move) => move.kind === "turn" && move.lie === "two-faced",
    config: "trusting",
    property: "S1",
    nodes: [5],
    hardships: but(ALL, "twin", "disk"),
    without: ["two-faced"],
    lacks: "twins and disk faults: their nodes are of two minds too",
    usual: 550,
  },
  {
    ...REGISTER,
    hardship: "stale replay",
    isIt: (move) => move.kind === "turn" && move.lie === "stale",
    config: "sparing",
    property: "S6",
    without: ["stale"],
    lacks: "nothing that the register bears",
    usual: 110,
  },
  {
    ...REGISTER,
    hardship: "slow nodes",
    isIt: ({ kind }) => kind === "slow",
    config: "strict",
    nodes: [2],
    storm: 48,
    property: "S6",
    hardships: but(REGISTER.hardships, "skew"),
    without: ["slow"],
    lacks: "skew, for a clock that jumps makes what is young look old; and liars, for of two nodes none may be one",
    usual: 5_500,
  },
  {
    ...REGISTER,
    hardship: "clogged links",
    isIt: ({ kind }) => kind === "clog",
    config: "leisurely",
    property: "S6",
    storm: 128,
    hardships: but(REGISTER.hardships, "pause"),
    without: ["clog"],
    lacks: "pauses, for who stands still hears all at once when it goes on",
    usual: 160,
  },
  {
    ...REGISTER,
    hardship: "clock skew",
    isIt: ({ kind }) => kind === "skew",
    config: "steady",
    property: "S6",
    without: ["skew"],
    lacks: "nothing that the register bears",
    usual: 130,
  },
  {
    ...REGISTER,
    hardship: "clock drift",
    isIt: (move) => move.kind === "skew" && move.driftPermille !== 0,
    config: "regular",
    property: "S6",
    hardships: but(REGISTER.hardships, "timers"),
    without: [],
    tempered: { ground: same, milder: even },
    lacks: "timers that fire early or late: they too end a term when it should not end",
    usual: 550,
  },
  {
    ...REGISTER,
    hardship: "early timers",
    isIt: isTimer("early"),
    config: "ordered",
    property: "S6",
    without: ["timers"],
    tempered: { ground: timersOnly({ latePermille: 0, dropPermille: 0 }), milder: same },
    lacks: "late and dropped timers, which put two timers into the wrong order as well",
    usual: 75,
  },
  {
    ...REGISTER,
    hardship: "late and dropped timers",
    isIt: isTimer("delay", "drop"),
    config: "ordered",
    property: "S6",
    without: ["timers"],
    tempered: { ground: timersOnly({ earlyPermille: 0 }), milder: same },
    lacks: "early timers, which put two timers into the wrong order as well",
    usual: 80,
  },
  {
    ...CANARY,
    hardship: "a sync that is lost",
    isIt: (move) => move.kind === "disk" && move.fault.kind === "torn" && move.fault.kept === 0,
    config: "certain",
    property: "S6",
    nodes: [4],
    hardships: but(ALL, "twin"),
    without: ["disk"],
    tempered: { ground: tornBy(0), milder: same },
    lacks: "twins and stale reads: they hear as well of votes that they do not know",
    usual: 1_700,
  },
  {
    ...CANARY,
    hardship: "a sync that is torn",
    isIt: (move) => move.kind === "disk" && move.fault.kind === "torn" && move.fault.kept > 0,
    config: "careful",
    property: "S6",
    nodes: [4],
    hardships: but(ALL, "twin"),
    without: [],
    tempered: { ground: bare(tornBy(1)), milder: bare(tornBy(0)) },
    lacks:
      "twins and stale reads: they hear as well of votes that they only meant; and crashes that keep a write, which tear what was lost",
    usual: 450,
  },
  {
    ...CANARY,
    hardship: "a stale read",
    isIt: (move) => move.kind === "disk" && move.fault.kind === "stale",
    config: "particular",
    property: "S6",
    nodes: [4],
    hardships: ALL,
    without: [],
    tempered: { ground: same, milder: tornBy(0) },
    lacks: "nothing",
    usual: 2_900,
  },
  {
    ...REGISTER,
    hardship: "client retries",
    isIt: ({ kind }) => kind === "retry",
    config: "homely",
    property: "S8",
    without: ["retry"],
    lacks: "nothing that the register bears",
    usual: 90,
  },
];

/** Every hardship there is, but for those that the spine's own mutants need: cuts, crashes, pauses and bad weather. */
export const ROWS: readonly Row[] = sketches.map(rowOf);
