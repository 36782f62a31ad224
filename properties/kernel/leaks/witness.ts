import { pathToFileURL } from "node:url";
import { hashOf, raiseFence, rerun, rerunPermuted, simulate } from "#kernel";
import type { Divergence, Parts, Protocol, Run, Schedule } from "#kernel";
import { fenced } from "./fenced.ts";
import { gossip, storm } from "./gossip.ts";
import type { Habits } from "./gossip.ts";
import type { Leak } from "./leak.ts";
import { ordered } from "./ordered.ts";
import { remembered } from "./remembered.ts";
import { shared } from "./shared.ts";
import { unplain } from "./unplain.ts";
import { written } from "./written.ts";

/** What was seen of one leak. */
export interface Seen {
  readonly name: string;
  /** Why its run panicked; empty where the run was made and its hash taken. */
  readonly alone: string;
  readonly frozen: string;
  /** Whether a second run had another hash. */
  readonly parts: boolean;
  /** Whether a second run with every Map and Set turned around had another hash. */
  readonly partsPermuted: boolean;
  /** The first event in which two runs part. */
  readonly place: string;
  readonly placePermuted: string;
}

/** All leaks that sit in protocols; those that only their text gives away are read from a folder. */
export const leaks: readonly Leak[] = [...fenced, ...unplain, ...shared, ...remembered, ...ordered];

const witness = (name: string, plant: () => Protocol<Parts>): Seen => {
  const [protocol, schedule] = [plant(), stormFor(plant())];
  // Two calls on two lines: whoever asks the stack who called gets two answers.
  const first = simulate(protocol, schedule);
  const second = simulate(protocol, schedule);
  const permuted = simulate(protocol, schedule, { isPermuted: true });
  const isRun = panicOf(first) === "";
  return {
    name,
    alone: panicOf(first),
    frozen: panicOf(simulate(plant(), stormFor(protocol), { isFrozen: true })),
    parts: isRun && hashOf(first) !== hashOf(second),
    partsPermuted: isRun && hashOf(first) !== hashOf(permuted),
    place: isRun ? textOf(rerun(plant(), stormFor(protocol))) : "",
    placePermuted: isRun ? textOf(rerunPermuted(plant(), stormFor(protocol))) : "",
  };
};

/** A liar is turned where there is a lie to tell. */
const stormFor = ({ lies }: Protocol<Parts>): Schedule => {
  const schedule = storm();
  return lies === undefined ? schedule : { ...schedule, moves: [{ at: 0, kind: "turn", node: 3, lie: "lie" }, ...schedule.moves] };
};

const panicOf = ({ history }: Run): string => history.flatMap((event) => (event.kind === "panic" ? [event.because] : []))[0] ?? "";

const textOf = (divergence: Divergence | undefined): string => {
  if (divergence === undefined) return "";
  const { at, place } = divergence;
  return place.kind === "handler" ? `tick ${at}, process ${place.process}, ${place.handler}` : `tick ${at}, ${place.kind}`;
};

/** The habits of a module that was written out to this folder. */
const read = async (folder: string, index: number): Promise<Habits> =>
  (await import(pathToFileURL(`${folder}/x${index}.ts`).href)) as Habits;

// Run by itself, it tells what it saw: `node witness.ts <folder of the written ones> [fence-down]`.
if (process.argv[1] === import.meta.filename) {
  const [folder, isDown] = process.argv.slice(2);
  const seen: Seen[] = [];
  const texts = await Promise.all(written.map((_, index) => read(folder!, index)));
  if (isDown === undefined) raiseFence();
  // Deep enough to show the caller of the kernel.
  Error.stackTraceLimit = 50;
  for (const { name, plant } of leaks) seen.push(witness(name, plant));
  written.forEach(({ name }, index) => seen.push(witness(name, () => gossip(texts[index]!))));
  process.stdout.write(JSON.stringify(seen));
}
