/** What the figures say of each option: what it gains, what it costs, and whether it helps against a double-spend. */
export const SENTENCES: readonly (readonly [option: string, sentence: string])[] = [];
