import type { Lie, Parts } from "#kernel";

/** Says nothing any more. */
const mute: Lie<Parts> = () => [];

/** Speaks to one half of the nodes only. Which half depends on the liar. */
const halfMute: Lie<Parts> = (message, to, self) => (self.below(2, "half-mute", to) === 0 ? [] : [message]);

/** Says everything twice. */
const stutter: Lie<Parts> = (message) => [message, message];

/** Beside every message, says again the first of those that it still remembers. */
const stale: Lie<Parts> = (message, _to, { earlier }) => [message, ...earlier.slice(0, 1)];

/** The lies that need to know nothing of a protocol, by the name a move gives them, the weakest first. */
export const LIES = { stutter, "half-mute": halfMute, mute, stale } as const satisfies Record<string, Lie<Parts>>;
