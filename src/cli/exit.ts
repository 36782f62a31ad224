/**
 * What the command line answers to a shell. Of several answers the lowest of 1, 2 and 3 wins, for it is the gravest. 64 and 70 are
 * those of sysexits, for a question not understood and for a mistake of ours; what was stopped answers with 128 and its signal.
 */
export const EXIT = { held: 0, safety: 1, liveness: 2, unknown: 3, usage: 64, internal: 70, interrupted: 130, terminated: 143 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** The code of a broken promise. */
export const exitOf = ({ class: kind }: { readonly class: "safety" | "liveness" }): Exit =>
  kind === "safety" ? EXIT.safety : EXIT.liveness;
