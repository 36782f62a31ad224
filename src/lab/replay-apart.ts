import { REPRO_BYTES_MAX, refuse } from "#hunt";
import type { Refusal, Source } from "#hunt";
import { Child } from "./child.ts";
import type { Answer, Death, Drawn, Shown } from "./jobs.ts";
import { LIMITS, LOAD_MS } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { pathOf } from "./load.ts";
import type { Replay } from "./replay.ts";
import { identityOfRunaway } from "./runaway.ts";

/** The run took its process with it, so nothing is known but how. */
export interface Lost {
  readonly kind: "lost";
  readonly because: string;
  /** The failure that this is, as a repro names it. */
  readonly identity: string;
}

/** What became of a repro, and what there is to see of it. */
export interface Inspection {
  readonly kind: "inspected";
  readonly replay: Replay;
  readonly shown: Shown;
}

/** Runs a repro again in a process of its own: for what comes from elsewhere and may hang or burst. */
export const replayApart = (text: string, source: Source, limits: Partial<Limits> = {}): Promise<Replay | Refusal | Lost> =>
  apart<Replay>(text, source, limits, async (_child, replay) => replay);

/** The same, with its timeline, and with every removal of its certificate made again. */
export const inspectApart = (text: string, source: Source, limits: Partial<Limits> = {}): Promise<Inspection | Refusal | Lost> =>
  apart<Inspection>(text, source, limits, async (child, replay, { shrinkMs }) => {
    const shown = await child.ask({ kind: "show", text }, shrinkMs);
    return shown.kind === "shown" ? { kind: "inspected", replay, shown } : { ended: shown, of: "checking its certificate" };
  });

/** Draws a repro as a page. */
export const drawApart = (text: string, source: Source, limits: Partial<Limits> = {}): Promise<Drawn | Refusal | Lost> =>
  apart<Drawn>(text, source, limits, async (child, _replay, { shrinkMs }) => {
    const drawn = await child.ask({ kind: "draw", text }, shrinkMs);
    return drawn.kind === "drawn" ? drawn : { ended: drawn, of: "drawing it" };
  });

/** Runs it first, for nothing else can be asked of a run that never ends. */
const apart = async <T>(
  text: string,
  source: Source,
  limits: Partial<Limits>,
  then: (child: Child, replay: Replay, limits: Limits) => Promise<T | Ended>,
): Promise<T | Refusal | Lost> => {
  if (text.length > REPRO_BYTES_MAX)
    return refuse([], `it has more than ${REPRO_BYTES_MAX} characters`, "Shrink the schedule before you write it.");
  const all = { ...LIMITS, ...limits };
  const child = new Child(all.heapMb);
  try {
    const loaded = await child.ask({ kind: "load", source, config: undefined }, LOAD_MS);
    if (loaded.kind === "silent" || loaded.kind === "died")
      return refuse(["subject"], `loading ${pathOf(source.module)} ${deedOf(loaded)}`, "Give it a module that only declares.");
    if (loaded.kind !== "loaded") return refusedOrThrow(loaded);
    const answer = await child.ask({ kind: "replay", text }, all.aloneMs);
    if (answer.kind === "replay" && answer.replay.kind === "refused") return answer.replay;
    const end = answer.kind === "replay" ? await then(child, answer.replay as Replay, all) : { ended: answer, of: "the run" };
    return isEnded(end) ? lostBy(end, loaded.noPanic) : end;
  } finally {
    child.kill();
    await child.gone;
  }
};

/** What a child answered instead of what it was asked, and over what. */
interface Ended {
  readonly ended: Answer | Death;
  readonly of: string;
}

const isEnded = (end: unknown): end is Ended => typeof end === "object" && end !== null && "ended" in end;

const lostBy = ({ ended, of }: Ended, noPanic: string): Refusal | Lost => {
  if (ended.kind !== "silent" && ended.kind !== "died") return refusedOrThrow(ended);
  return { kind: "lost", because: `${of} ${deedOf(ended)}`, identity: identityOfRunaway(noPanic) };
};

const deedOf = (death: Death): string => (death.kind === "silent" ? `did not come back within ${death.ms / 1_000} s` : death.because);

const refusedOrThrow = (end: Answer): Refusal => {
  if (end.kind === "refused") return end;
  throw new Error(`a child answered what it was not asked: ${end.kind === "threw" ? end.because : end.kind}`);
};
