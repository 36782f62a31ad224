import type { Rules } from "./rules.ts";
import { RULE_SETS } from "./rule-sets.ts";

/** A mistake of the original: what one rule says in it, what mends it, and the rule set that it is shown in. */
export type Bug = { readonly [R in keyof Rules]: Mistake<R> }[keyof Rules];
interface Mistake<R extends keyof Rules> {
  /** The number under which the history of the original is told; of a mistake that it does not tell, the promise that it breaks. */
  readonly number: string;
  readonly base: keyof typeof RULE_SETS;
  readonly rule: R;
  readonly mistake: Rules[R];
  /** The value that mends it; where nothing is known to, what is shown is the base with all else mended. */
  readonly cure: Rules[R];
  /** What else it takes for the mistake to show, the same on both sides. */
  readonly beside?: Partial<Rules>;
}

/** Keeps the rule and its two values of one type. */
const bug = <const R extends keyof Rules>(
  number: string,
  base: Mistake<R>["base"],
  { rule, mistake, cure }: { readonly rule: R; readonly mistake: Rules[R]; readonly cure: Rules[R] },
  beside: Partial<Rules> = {},
): Bug => ({ number, base, rule, mistake, cure, beside }) as unknown as Bug;

/** The mistakes that a rule can be blamed for. A configuration of each name has that mistake alone: all others of its base are mended. */
export const BUGS = {
  "negative-majority": bug("B-1", "v0", { rule: "settles", mistake: "either-way", cure: "for" }),
  "skipped-history": bug("B-3", "v0", { rule: "parents", mistake: "overwritten", cure: "awaited" }),
  "lost-fetch": bug("B-4", "v0", { rule: "fetches", mistake: "once", cure: "in-turn" }),
  "one-source": bug("I10", "v2-core", { rule: "fetches", mistake: "again", cure: "in-turn" }),
  "free-names": bug("B-5", "v0", { rule: "names", mistake: "free", cure: "bound" }),
  "six-tokens": bug("B-6", "v0", { rule: "sizes", mistake: "below-six", cure: "six" }),
  "bad-signature": bug("B-7", "v0", { rule: "validates", mistake: "nothing", cure: "signatures" }),
  "same-tick": bug("B-8", "v1", { rule: "evaluates", mistake: "snapshot", cure: "one-by-one" }),
  "lowest-favoured": bug("B-9", "v1", { rule: "favours", mistake: "lowest", cure: "highest" }),
  "late-higher": bug("B-10", "v2-core", { rule: "late", mistake: "pending", cure: "blocked" }),
  "no-wrap": bug("B-13", "v2-core", { rule: "search", mistake: "ends", cure: "wraps" }),
  "stranger-votes": bug("B-15a", "v0", { rule: "strangers", mistake: "connected", cure: "refused" }),
  "ticketed-strangers": bug("B-15b", "v2-core", { rule: "strangers", mistake: "ticketed", cure: "refused" }, { counts: "all" }),
  unsolicited: bug("B-16a", "v0", { rule: "tickets", mistake: "guessable", cure: "keyed" }),
  "identity-blocks": bug("B-16b", "v2-core", { rule: "identities", mistake: "accepted", cure: "none" }),
  "child-fetched": bug("B-21", "v1", { rule: "validatesBy", mistake: "child", cure: "parent" }),
  "clock-ahead": bug("B-23", "v0", { rule: "ages", mistake: "sender", cure: "own" }),
  "tiny-ring": bug("B-27", "v0", { rule: "indices", mistake: "panic", cure: "wrapped" }),
  "equal-time": bug("B-37", "v0", { rule: "times", mistake: "any", cure: "younger" }),
  "whole-yes": bug("B-38", "v1", { rule: "answers", mistake: "whole", cure: "by-token" }),
  "silent-expiry": bug("B-39", "v0", { rule: "expires", mistake: "silently", cure: "told" }),
  "endless-names": bug("B-40", "v1", { rule: "placeholders", mistake: 0, cure: 8 }),
  "first-part": bug("B-41", "v0", { rule: "vouches", mistake: "first", cure: "each" }),
  "tiny-interval": bug("B-44", "v0", { rule: "smallRing", mistake: "ten", cure: "width" }, { halfWidth: 6 }),
  "second-commit": bug("I6", "v2-core", { rule: "returns", mistake: "anew", cure: "known" }),
  "twice-named": bug("I8", "v0", { rule: "shapes", mistake: "loose", cure: "strict" }),
} as const satisfies Readonly<Record<string, Bug>>;

/** Votes are counted anew when connections change: without strangers they never do, so nothing shows that this is missing. */
const ALSO_MENDED: Partial<Rules> = { counts: "connected" };

/** A rule set with all mended that can be. That two siblings may both be decided cannot: two sets of voters need not meet. */
export const mended = (base: keyof typeof RULE_SETS): Rules => {
  const rules: Rules = { ...RULE_SETS[base], ...ALSO_MENDED };
  return Object.values(BUGS).reduce(
    (mending: Rules, { rule, mistake, cure }) => (mending[rule] === mistake ? { ...mending, [rule]: cure } : mending),
    rules,
  );
};

/** The mended rule set of a bug's base, and with what it takes beside. */
export const mendedFor = ({ base, beside }: Bug): Rules => ({ ...mended(base), ...beside });

/** The same with this one mistake. */
export const withBug = (one: Bug): Rules => ({ ...mendedFor(one), [one.rule]: one.mistake });
