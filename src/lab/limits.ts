/** How long the lab waits, and how much a child may hold. None of it decides what a run is, only who is given up on. */
export interface Limits {
  /** A child that is silent for so long among its batch is given up on, and the batch is run again seed by seed. */
  readonly silentMs: number;
  /** So long may one run take when it is alone. */
  readonly aloneMs: number;
  /** So long may shrinking take, or checking a certificate: each makes some thousand runs, and says nothing meanwhile. */
  readonly shrinkMs: number;
  /** So much may the heap of a child hold. Arrays of bytes lie outside of it. */
  readonly heapMb: number;
}

/** The longest run allowed has a million events; with all its reruns it takes three seconds, and some times as long on a slow machine; a busy one is waited for (see `Child`). */
export const LIMITS: Limits = { silentMs: 5_000, aloneMs: 30_000, shrinkMs: 120_000, heapMb: 512 };

/** Loading a subject takes a tenth of a second; a module that waits for ever is refused. */
export const LOAD_MS = 60_000;
/** Runs of a batch: enough to make its message cheap, few enough to run again one by one. */
export const BATCH_RUNS = 256;
/** A child says so often that it is alive: well within any patience. */
export const ALIVE_MS = 200;
/** Whoever waits is told why when it takes longer than this. */
export const PATIENCE_MS = 5_000;
