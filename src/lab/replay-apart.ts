import { REPRO_BYTES_MAX, refuse } from "#hunt";
import type { Refusal, Source } from "#hunt";
import { Child } from "./child.ts";
import type { Answer, Death } from "./jobs.ts";
import { LIMITS, LOAD_MS } from "./limits.ts";
import type { Limits } from "./limits.ts";
import type { Replay } from "./replay.ts";

/** The run took its process with it, so nothing is known but how. */
export interface Lost {
  readonly kind: "lost";
  readonly because: string;
}

/** Runs a repro again in a process of its own: for what comes from elsewhere and may hang or burst. */
export const replayApart = async (text: string, source: Source, limits: Partial<Limits> = {}): Promise<Replay | Refusal | Lost> => {
  if (text.length > REPRO_BYTES_MAX)
    return refuse([], `it has more than ${REPRO_BYTES_MAX} characters`, "Shrink the schedule before you write it.");
  const { aloneMs, heapMb } = { ...LIMITS, ...limits };
  const child = new Child(heapMb);
  try {
    const loaded = await child.ask({ kind: "load", source, config: undefined }, LOAD_MS);
    if (loaded.kind !== "loaded") return failed(loaded);
    const answer = await child.ask({ kind: "replay", text }, aloneMs);
    return answer.kind === "replay" ? answer.replay : failed(answer);
  } finally {
    child.kill();
    await child.gone;
  }
};

const failed = (end: Answer | Death): Refusal | Lost => {
  if (end.kind === "refused") return end;
  if (end.kind === "died") return { kind: "lost", because: end.because };
  if (end.kind === "silent") return { kind: "lost", because: `nothing was heard for ${end.ms} ms` };
  throw new Error(`a child answered what it was not asked: ${end.kind === "threw" ? end.because : end.kind}`);
};
