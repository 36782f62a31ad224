import type { Subject } from "#hunt";
import { BUGS, mendedNameOf } from "#protocols/echo-consent";
import {
  chainsSubject,
  clocksSubject,
  echoConsentSubject,
  fewSubject,
  floodsSubject,
  liarsSubject,
  strangersSubject,
  travellersSubject,
} from "#spec/echo-consent";

/** A mistake of the original, the promise that it breaks, the ground on which that shows, and in how many runs a hunt finds it. */
export interface Hunted {
  readonly config: string;
  readonly property: string;
  readonly subject: Subject;
  /** Ten times as many as it took, or a little more than it took where that was many. */
  readonly runs: number;
  /** The configuration that holds the same promise on the same ground; nothing where no cure is known. */
  readonly mended?: string;
}

type Row = readonly [config: keyof typeof BUGS, property: string, subject: Subject, runs: number];

/** The ground is the common one unless it takes a liar, a flood, a stranger, a clock that jumps, or clients who spend what they were given. */
const ROWS: readonly Row[] = [
  ["negative-majority", "I4", echoConsentSubject, 100],
  ["skipped-history", "I3", echoConsentSubject, 200],
  ["lost-fetch", "I10", echoConsentSubject, 100],
  ["free-names", "I8", liarsSubject, 2_000],
  ["six-tokens", "I11", echoConsentSubject, 1_000],
  ["bad-signature", "I7", echoConsentSubject, 100],
  ["same-tick", "I1", echoConsentSubject, 100],
  ["lowest-favoured", "I18", echoConsentSubject, 100],
  ["late-higher", "I12", echoConsentSubject, 200],
  ["no-wrap", "I19", echoConsentSubject, 100],
  ["stranger-votes", "I4", strangersSubject, 100],
  ["ticketed-strangers", "I4", strangersSubject, 100],
  ["unsolicited", "I9", liarsSubject, 1_000],
  ["identity-blocks", "I9", liarsSubject, 1_000],
  ["clock-ahead", "I10", clocksSubject, 500],
  ["tiny-ring", "S6", fewSubject, 100],
  ["equal-time", "I5", echoConsentSubject, 200],
  ["whole-yes", "I4", echoConsentSubject, 100],
  ["silent-expiry", "I11", echoConsentSubject, 100],
  ["first-part", "I11", chainsSubject, 3_000],
  ["tiny-interval", "I11", echoConsentSubject, 100],
  ["twice-named", "I8", echoConsentSubject, 100],
  ["second-commit", "I6", echoConsentSubject, 2_000],
  ["child-fetched", "I11", travellersSubject, 100],
  ["endless-names", "I13", floodsSubject, 200],
];

/**
 * What random search misses, and what it would take.
 * - one-source takes a liar who withholds bodies and happens to be the last that asked: a liar who asks again and again would be it.
 */
export const MISSED: readonly (keyof typeof BUGS)[] = ["one-source"];

/** What each mistake is caught by. */
export const HUNTED: readonly Hunted[] = ROWS.map(([config, property, subject, runs]) => ({
  config,
  property,
  subject,
  runs,
  mended: mendedNameOf(config, BUGS[config]),
}));

/** Two siblings of one token are both decided under every rule set of the original, and with all mended that can be. */
export const PINNED: readonly Hunted[] = [
  ...["v0", "v1", "v2-core", "v0-mended", "v1-mended", "v2-core-mended"].map((config) => ({
    config,
    property: "I2",
    subject: echoConsentSubject,
    runs: 1_000,
  })),
];
