import type { Sight } from "./search.ts";
import type { Subject } from "./subject.ts";

/** Something that a hunt had no occasion to tell. */
export interface Silent {
  readonly id: string;
  readonly says: string;
}

/** The promises of which a hunt judged nothing, and what should be seen and was not: that nothing broke proves nothing then. */
export const silentIn = (
  { properties, sometimes }: Subject,
  { judged, seen }: Pick<Sight, "judged" | "seen">,
  property: string | undefined,
): readonly Silent[] => [
  ...properties.filter(({ id }, index) => judged[index] === 0 && (property === undefined || property === id)),
  ...sometimes.filter((_, index) => seen[index] === 0),
];
