import { readFileSync, writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { hashOf, raiseFence, simulate, simulateAll } from "#kernel";
import type { Schedule } from "#kernel";
import { bird } from "./bird.ts";
import { scheduleAt } from "./schedules.ts";

const FILE = new URL("../../fixtures/scenarios/canary/determinism.json", import.meta.url);
const COUNT = 50;
/** Mutants that never stop talking are cut short: every schedule here ends of itself. */
const EVENTS_MAX = 3_000;

/** A schedule with the hash that its run had when it was written down. */
export interface Committed {
  readonly hash: string;
  readonly schedule: Schedule;
}

/** The committed schedules. */
export const committed = (): readonly Committed[] =>
  (JSON.parse(readFileSync(FILE, "utf8")) as { readonly runs: readonly Committed[] }).runs;

/** The hashes that the committed schedules have here and now. */
export const hashesNow = (): readonly string[] => committed().map(({ schedule }) => hashOf(simulate(bird, schedule)));

/** The first schedules of the generator that end of themselves and in which no timed move is idle, one a line. */
const write = (): void => {
  const runs: Committed[] = [];
  for (let index = 0; runs.length < COUNT; index++) {
    const schedule = scheduleAt(index);
    const run = simulateAll(bird, schedule, { eventsMax: EVENTS_MAX });
    if (run.end !== "limit" && run.idle.length === 0) runs.push({ hash: hashOf(run), schedule });
  }
  const lines = runs.map((run) => `    ${JSON.stringify(run)}`);
  writeFileSync(
    FILE,
    `{\n  "subject": "canary",\n  "says": "these runs have these hashes, wherever they are made",\n  "runs": [\n${lines.join(",\n")}\n  ]\n}\n`,
  );
};

// Run by itself it tells the hashes to whoever started it: on the terminal, or as a message to a parent process or thread.
if (process.argv[1] === import.meta.filename) {
  raiseFence();
  if (process.argv[2] === "write") write();
  else if (parentPort !== null) parentPort.postMessage(hashesNow());
  else if (process.send !== undefined) process.send(hashesNow());
  else process.stdout.write(JSON.stringify(hashesNow()));
}
