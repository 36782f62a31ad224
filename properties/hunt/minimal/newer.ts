import { FAULTS, HARDSHIPS, rootOf, search } from "#hunt";
import type { Ground, Hardship, Subject } from "#hunt";
import { canarySubject } from "#spec/canary";
import { registerSubject } from "#spec/register";
import type { Bug } from "./bugs.ts";

/** What tells such a bug from others, and the ground on which it is hunted: with what it needs, and all else that its mistake bears. */
interface Sketch {
  readonly name: string;
  readonly subject: Subject;
  readonly stands: string;
  readonly needs: readonly string[];
  readonly ground: Partial<Ground>;
}

const bugOf = ({ name, subject, stands, needs, ground }: Sketch): Bug => {
  const [config, property] = name.split(" ") as [string, string];
  return { name, subject: { ...subject, ground: { ...subject.ground, ...ground } }, config, property, stands, needs };
};

const ALL: readonly Hardship[] = [...HARDSHIPS, ...FAULTS];
const but = (all: readonly Hardship[], ...left: readonly Hardship[]): readonly Hardship[] => all.filter((one) => !left.includes(one));

/** Longer histories than a hunt usually has: what fails among them has more to lose. */
const onCanary = (sketch: Omit<Sketch, "subject">): Bug =>
  bugOf({ ...sketch, subject: canarySubject, ground: { hardships: ALL, calls: 14, ...sketch.ground } });

const REGISTER = registerSubject.ground.hardships;
const onRegister = (sketch: Omit<Sketch, "subject">): Bug =>
  bugOf({
    ...sketch,
    subject: registerSubject,
    ground: { nodes: [3], lies: [...registerSubject.ground.lies, "stale"], calls: 20, ...sketch.ground },
  });

/** Those of the promise. What a ground lacks would show the same mistake; but skew, which the exhaustive search does not bear, on that of stale replay. */
export const NEWER: readonly Bug[] = [
  onCanary({ name: "certain S6 by twins", stands: "twins", needs: ["twin"], ground: { hardships: but(ALL, "disk") } }),
  onCanary({
    name: "trusting S1 by two faces",
    stands: "a lie that differs by recipient and signs anew",
    needs: ["two-faced"],
    ground: { nodes: [5], hardships: but(ALL, "twin", "disk") },
  }),
  onCanary({
    name: "trusting S1 by two faces of seven",
    stands: "such a lie, and two who may lie",
    needs: ["two-faced"],
    ground: { nodes: [7], hardships: but(ALL, "twin", "disk") },
  }),
  onRegister({
    name: "sparing S6 by stale replay",
    stands: "stale replay",
    needs: ["stale"],
    ground: { hardships: but(REGISTER, "skew") },
  }),
  onRegister({
    name: "leisurely S6 by clogged links",
    stands: "clogged links",
    needs: ["clog"],
    ground: { storm: 128, hardships: but(REGISTER, "pause") },
  }),
  onRegister({ name: "steady S6 by clock skew", stands: "a clock that jumps", needs: ["skew"], ground: {} }),
  onRegister({ name: "ordered S6 by timers", stands: "timers that fire early, late or never", needs: ["timers"], ground: {} }),
  onCanary({ name: "certain S6 by lost syncs", stands: "a sync that is lost", needs: ["disk"], ground: { hardships: but(ALL, "twin") } }),
  onCanary({ name: "careful S6 by torn syncs", stands: "a sync that is torn", needs: ["disk"], ground: { hardships: but(ALL, "twin") } }),
  onCanary({
    name: "careful S6 by torn syncs of seven",
    stands: "such a sync, in a greater network",
    needs: ["disk"],
    ground: { nodes: [7], hardships: but(ALL, "twin") },
  }),
  onCanary({ name: "particular S6 by stale reads", stands: "a stale read", needs: ["disk"], ground: {} }),
];

/** Where the shrinker still ends too long now and then: measured and shown, under no promise. */
export const NEWER_HARDER: readonly Bug[] = [
  onRegister({
    name: "strict S6 by slow nodes",
    stands: "slow nodes",
    needs: ["slow"],
    ground: { nodes: [2], storm: 48, calls: 16, hardships: but(REGISTER, "skew") },
  }),
  onRegister({ name: "homely S8 by retries", stands: "a client that asks again", needs: ["retry"], ground: {} }),
];

/** In how many runs without what it needs the bug does not come up: all that are made, or those before the first that shows it. */
export const heldWithout = ({ subject, config, property, needs = [] }: Bug, runs: number): number => {
  const isLeft = (name: string): boolean => !needs.includes(name);
  const { ground } = subject;
  const milder = { ...ground, hardships: ground.hardships.filter(isLeft), lies: ground.lies.filter(isLeft) };
  const { found } = search({ ...subject, ground: milder }, { config, root: MILDER, from: 0, to: runs, property });
  return found?.index ?? runs;
};

const MILDER = rootOf("milder");
