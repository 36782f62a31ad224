import { rootOf, search, subject } from "#hunt";
import type { Found, Ground, Subject } from "#hunt";
import { seedAt, simulateAll } from "#kernel";
import type { Schedule } from "#kernel";
import { canarySubject } from "#spec/canary";
import { toySubject } from "./toy.ts";

/** A bug to make small: whose it is, which of its promises breaks, and on what ground it is hunted. */
export interface Bug {
  readonly name: string;
  readonly subject: Subject;
  readonly config: string;
  readonly property: string;
  /** What the ten of the promise must have among them. */
  readonly stands: string;
  /** Which of the newer hardships it takes; without them the same ground holds. */
  readonly needs?: readonly string[];
}

export const canary = (config: string, property: string, stands: string, ground: Partial<Ground> = {}): Bug => ({
  name: `${config} ${property}`,
  subject: subject(import.meta.url, "canary", { ...canarySubject, ground: { ...canarySubject.ground, ...SPINE, calls: CALLS, ...ground } }),
  config,
  property,
  stands,
});

/** What a storm brought from the first. */
const SPINE: Pick<Ground, "hardships" | "lies"> = {
  hardships: ["cut", "crash", "pause", "turn", "weather"],
  lies: ["stutter", "half-mute", "mute", "forger", "strange"],
};

/** The same bug among more nodes. */
export const of = (nodes: string, bug: Bug): Bug => ({ ...bug, name: `${bug.name} of ${nodes}` });

/** Longer histories than a hunt usually has: what fails among them has more to lose. */
const CALLS = 14;

/** Those of the promise. */
export const BUGS: readonly Bug[] = [
  { name: "toy S1", subject: toySubject, config: "forgetful", property: "S1", stands: "the double-spend toy" },
  canary("short-quorum", "S1", "two quorums"),
  canary("inventive", "S2", "rivals that tie"),
  canary("minting", "S4", "one call that is wrong in itself", { calls: 20 }),
  canary("fragile", "S6", "a liar and a panic", { nodes: [7] }),
  canary("hoarding", "S7", "a long chain of calls"),
  of("seven", canary("hoarding", "S7", "a long chain of calls, heavy weather", { nodes: [7], hardships: ["weather"] })),
  canary("aloof", "L2", "seen only at the end of a run"),
  canary("hasty", "L2", "a crash inside a handler", { calls: 40 }),
  canary("forgetful-and-fragile", "L2", "two bugs in reach", { calls: 20 }),
  canary("silent", "L1", "liveness, seven nodes, heavy weather", { nodes: [7], calls: 6, hardships: ["weather"] }),
  of("ten", canary("silent", "L1", "liveness, ten nodes, heavy weather", { nodes: [10], calls: 8, hardships: ["weather"] })),
];

/** Where the shrinker still ends too long now and then: measured and shown, under no promise. */
export const HARDER: readonly Bug[] = [
  canary("gullible", "S1", "a liar that forges"),
  canary("double-counting", "S1", "duplicates"),
  of("seven", canary("short-quorum", "S1", "two quorums, heavy weather", { nodes: [7], hardships: ["weather"] })),
  of("seven", canary("inventive", "S2", "rivals that tie, heavy weather", { nodes: [7], hardships: ["weather"] })),
  canary("forgetful", "S1", "a vote forgotten twice", { hardships: ["crash", "weather"] }),
];

const RUNS_MAX = 200_000;

/** The first failing schedule of a root seed. */
export const foundBy = ({ subject: hunted, config, property }: Bug, seed: number): Found => {
  const { found } = search(hunted, { config, root: seedAt(ROOT, seed), from: 0, to: RUNS_MAX, property });
  if (found === undefined) throw new Error(`${config} ${property}: nothing found from seed ${seed}`);
  return found;
};

export const ROOT = rootOf("the smallest that still fails");

/** How far a schedule is from a fair run: its moves, and what chance in the weather did. */
export const departuresOf = ({ subject: { protocol } }: Bug, schedule: Schedule): number =>
  schedule.moves.length + simulateAll(protocol, schedule, { isRecorded: true }).rolled.length;
