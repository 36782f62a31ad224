import type { Found, Refusal, Search, Sight, Source } from "#hunt";
import type { Schedule } from "#kernel";
import type { Catch } from "./pool-hunt.ts";
import type { Replay } from "./replay.ts";

/** What a child is asked to do. */
export type Job =
  | { readonly kind: "load"; readonly source: Source; readonly config: string | undefined }
  | { readonly kind: "batch"; readonly search: Search }
  /** One run, noting in a file where it is: a run that kills its process cannot tell afterwards. */
  | { readonly kind: "alone"; readonly search: Search; readonly notes: string }
  | { readonly kind: "shrink"; readonly found: Found }
  | { readonly kind: "replay" | "show" | "draw"; readonly text: string };

/** What ends a job, unless the child dies over it. */
export type Answer =
  | { readonly kind: "loaded"; readonly noPanic: string; readonly properties: number; readonly sometimes: number }
  | { readonly kind: "sight"; readonly sight: Sight }
  | Catch
  | { readonly kind: "replay"; readonly replay: Replay | Refusal }
  | Shown
  | Drawn
  | Refusal
  /** Our own mistake, or that of an oracle: nothing the protocol did. */
  | { readonly kind: "threw"; readonly because: string };

/** What a child says on the way. */
export type Word = { readonly kind: "alive" } | { readonly kind: "trying"; readonly schedule: Schedule };

/** How a child was lost over a job. */
export type Death = { readonly kind: "silent"; readonly ms: number } | { readonly kind: "died"; readonly because: string };

/** What there is to see of a repro: the run, if it fails, and what is wrong with its certificate. */
export interface Shown {
  readonly kind: "shown";
  readonly timeline: string | undefined;
  readonly wrong: readonly string[];
}

/** A repro as a page. */
export interface Drawn {
  readonly kind: "drawn";
  readonly page: string;
}
