export { sentence, sentenceOf } from "./sentence.ts";
export { movesText } from "./moves.ts";
export { timeline } from "./timeline.ts";
export { summary } from "./summary.ts";
export { findingText, unshrunkText } from "./finding-text.ts";
export type { Whereabouts } from "./finding-text.ts";
export { page } from "./page.ts";
export { countText, grouped } from "./words.ts";
