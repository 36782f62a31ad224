/**
 * How the engine runs a hunt best. What a run makes is garbage when it ends, so that hardly anything is ever copied: the young
 * generation starts as large as it may become. And moves and events have more shapes than the four that it tells apart by itself.
 * No run depends on it.
 */
export const ENGINE: readonly string[] = [
  "--min-semi-space-size=16",
  "--max-valid-polymorphic-map-count=16",
  "--max-inlined-bytecode-size-cumulative=4000",
];
