import { rootOf, search } from "#hunt";
import type { Ground, Hardship } from "#hunt";
import { ROWS } from "../../hardship/table.ts";
import type { Row } from "../../hardship/table.ts";
import type { Bug } from "./bugs.ts";

/** How such a bug is told from others of its sort, and what is changed in the ground of its row. */
interface Choice {
  readonly by: string;
  readonly hardship: Row["hardship"];
  readonly needs: readonly string[];
  readonly ground?: Partial<Ground>;
  /** Hardships that are left out beside those which its row leaves out. */
  readonly but?: readonly Hardship[];
}

/** Longer histories than a hunt usually has: what fails among them has more to lose. */
const CALLS = { canary: 14, register: 20 } as const;

const bugOf = ({ by, hardship, needs, ground, but = [] }: Choice): Bug => {
  const row = ROWS.find((one) => one.hardship === hardship)!;
  const { subject, config, property } = row;
  const hardships = row.ground.hardships.filter((one) => !but.includes(one));
  const calls = subject.protocol.name === "canary" ? CALLS.canary : CALLS.register;
  return {
    name: `${config} ${property} by ${by}`,
    subject: { ...subject, ground: { ...row.ground, calls, hardships, ...ground } },
    config,
    property,
    stands: hardship,
    needs,
  };
};

/** Where a skew may come, the exhaustive search has no end: it has a thousand lengths. Two moves are searched without it. */
const SKEW: readonly Hardship[] = ["skew"];

/** Those of the promise that need the newer hardships. */
export const NEWER: readonly Bug[] = [
  bugOf({ by: "twins", hardship: "twin", needs: ["twin"] }),
  bugOf({ by: "two faces", hardship: "a lie that differs by recipient and signs anew", needs: ["two-faced"] }),
  bugOf({
    by: "two faces of seven",
    hardship: "a lie that differs by recipient and signs anew",
    needs: ["two-faced"],
    ground: { nodes: [7] },
  }),
  bugOf({ by: "stale replay", hardship: "stale replay", needs: ["stale"], but: SKEW }),
  bugOf({ by: "slow nodes", hardship: "slow nodes", needs: ["slow"], ground: { calls: 12 } }),
  bugOf({ by: "clogged links", hardship: "clogged links", needs: ["clog"] }),
  bugOf({ by: "clock skew", hardship: "clock skew", needs: ["skew"] }),
  bugOf({ by: "timers", hardship: "early timers", needs: ["timers"] }),
  bugOf({ by: "lost syncs", hardship: "a sync that is lost", needs: ["disk"] }),
  bugOf({ by: "torn syncs", hardship: "a sync that is torn", needs: ["disk"] }),
  bugOf({ by: "stale reads", hardship: "a stale read", needs: ["disk"] }),
];

/** Where the shrinker still ends too long now and then: measured and shown, under no promise. */
export const NEWER_HARDER: readonly Bug[] = [bugOf({ by: "retries", hardship: "client retries", needs: ["retry"] })];

/** In how many runs without what it needs the bug does not come up: all that are made, or those before the first that shows it. */
export const heldWithout = ({ subject, config, property, needs = [] }: Bug, runs: number): number => {
  const isLeft = (name: string): boolean => !needs.includes(name);
  const { ground } = subject;
  const milder = { ...ground, hardships: ground.hardships.filter(isLeft), lies: ground.lies.filter(isLeft) };
  const { found } = search({ ...subject, ground: milder }, { config, root: MILDER, from: 0, to: runs, property });
  return found?.index ?? runs;
};

const MILDER = rootOf("milder");
