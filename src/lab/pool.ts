import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Source } from "#hunt";
import { Crew } from "./crew.ts";
import { LIMITS } from "./limits.ts";
import type { PoolHunt, PoolReport } from "./pool-hunt.ts";
import { noSight, together } from "./sight.ts";

/** Hunts in processes of its own, which may hang or burst: what does is a finding, and the hunt goes on. */
export const huntInPool = async (subject: Source | { readonly source: Source }, hunt: PoolHunt): Promise<PoolReport> => {
  const source = "source" in subject ? subject.source : subject;
  const folder = mkdtempSync(join(tmpdir(), "schism-pool-"));
  const crew = new Crew(source, hunt, { ...LIMITS, ...hunt.limits }, folder);
  const stop = (): void => crew.stop();
  process.once("exit", stop);
  hunt.signal?.addEventListener("abort", stop, { once: true });
  try {
    const refusal = hunt.signal?.aborted === true ? undefined : await crew.hunt();
    return refusal ?? (await reportOf(crew, hunt.signal));
  } finally {
    stop();
    process.off("exit", stop);
    hunt.signal?.removeEventListener("abort", stop);
    await crew.gone();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Sums up to the lowest seed that failed, in the order of the seeds: what others found beyond it never was. */
const reportOf = async (crew: Crew, signal: AbortSignal | undefined): Promise<PoolReport> => {
  const sights = [...crew.sights].filter(([from]) => from <= crew.end).toSorted(([one], [other]) => one - other);
  const { found, ...sum } = sights.reduce((seen, [, sight]) => together(seen, sight), noSight(crew.properties, crew.sometimes));
  const caught = found && (await crew.shrink(found));
  return { kind: "hunted", isStopped: signal?.aborted === true, ...sum, catch: caught };
};
