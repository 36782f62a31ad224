import { BUGS, mended, mendedFor, withBug } from "./bugs.ts";
import type { Bug } from "./bugs.ts";
import { withOptions } from "./optional.ts";
import { RULE_SETS } from "./rule-sets.ts";
import type { Rules } from "./rules.ts";

const dense: Rules = { ...RULE_SETS.v0, threshold: 1, halfWidth: 6 };
const sparse: Rules = { ...RULE_SETS.v0, threshold: 2, halfWidth: 6 };

const bugs: readonly (readonly [string, Bug])[] = Object.entries(BUGS);

/** The configuration in which that mistake alone is mended. */
export const mendedNameOf = (name: string, { base, beside = {} }: Bug): string =>
  Object.keys(beside).length === 0 ? `${base}-mended` : `${name}-mended`;

/** All configurations by the name that a repro quotes. */
export const CONFIGS: Readonly<Record<string, Rules>> = {
  ...RULE_SETS,
  "v0-t1-w6": dense,
  "v0-t2-w6": sparse,
  "v0-t1-w4": { ...RULE_SETS.v0, threshold: 1, halfWidth: 4 },
  "v2-core-w6": { ...RULE_SETS["v2-core"], halfWidth: 6 },
  "v2-core-w6-batched": { ...RULE_SETS["v2-core"], halfWidth: 6, batches: "requests" },
  ...Object.fromEntries(Object.entries(RULE_SETS).flatMap(([name, rules]) => Object.entries(withOptions(name, rules)))),
  ...withOptions("v0-t1-w6", dense),
  ...withOptions("v0-t2-w6", sparse),
  "v0-mended": mended("v0"),
  "v1-mended": mended("v1"),
  "v2-core-mended": mended("v2-core"),
  ...Object.fromEntries(bugs.map(([name, bug]) => [name, withBug(bug)])),
  // What the mistakes are held against where they take more than the mended set of their base.
  ...Object.fromEntries(bugs.map(([name, bug]) => [mendedNameOf(name, bug), mendedFor(bug)])),
};
