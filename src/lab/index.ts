export { huntInPool } from "./pool.ts";
export type { Catch, Hunted, PoolHunt, PoolReport, Progress } from "./pool-hunt.ts";
export type { Limits } from "./limits.ts";
export { load } from "./load.ts";
export { loadRepro, replayFile, reprosIn, saveRepro } from "./files.ts";
export { replay } from "./replay.ts";
export type { Replay } from "./replay.ts";
export { replayApart } from "./replay-apart.ts";
export type { Lost } from "./replay-apart.ts";
