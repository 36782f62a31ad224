import { conditions } from "./scenario-conditions.ts";
import { deadEnds } from "./scenario-dead-ends.ts";
import { liars } from "./scenario-liars.ts";
import { scales } from "./scenario-scales.ts";
import type { Told } from "./scenario-text.ts";
import { troubles } from "./scenario-troubles.ts";

/** The scenarios of the brief, in the order in which they are reported. */
export const SCENARIOS: readonly Told[] = [...conditions, ...troubles, ...liars, ...scales, ...deadEnds];
