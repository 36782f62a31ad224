import { existsSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "#hunt";
import type { Found, Refusal, Search, Sight, Source } from "#hunt";
import { Child } from "./child.ts";
import type { Answer, Death } from "./jobs.ts";
import { BATCH_RUNS, LOAD_MS, PATIENCE_MS } from "./limits.ts";
import type { Limits } from "./limits.ts";
import { pathOf } from "./load.ts";
import { lastNote } from "./notes.ts";
import type { Catch, PoolHunt } from "./pool-hunt.ts";
import { failureOfRunaway, isRunaway, sightOfRunaway } from "./runaway.ts";
import { noSight } from "./sight.ts";

/**
 * The children of one hunt and what they bring home. The seeds are dealt out in batches, the lowest first. Once a seed has
 * failed only lower ones matter, so that the lowest is found whoever comes upon it first.
 */
export class Crew {
  /** What was seen, by the first seed of the batch or of the lonely run. */
  readonly sights = new Map<number, Sight>();
  /** Seeds from here on do not matter: the lowest that failed, or all there are. */
  end: number;
  properties = 0;
  sometimes = 0;
  private readonly source: Source;
  private readonly wanted: PoolHunt;
  private readonly limits: Limits;
  private readonly folder: string;
  private readonly children = new Set<Child>();
  private noPanic = "";
  private next = 0;
  private lost = 0;
  private runs = 0;
  private isOver = false;

  constructor(source: Source, wanted: PoolHunt, limits: Limits, folder: string) {
    this.source = source;
    this.wanted = wanted;
    this.limits = limits;
    this.folder = folder;
    this.end = wanted.count;
  }

  /** Runs all seeds that matter. Returns why it could not, if so. */
  async hunt(): Promise<Refusal | undefined> {
    const first = await this.hire();
    if (!(first instanceof Child)) return this.isOver ? undefined : first;
    const others = Array.from({ length: this.wanted.workers - 1 }, async (_, place) => this.work(await this.hire(), place + 2));
    const ends = await Promise.all([this.work(first, 1), ...others]);
    return this.isOver ? undefined : ends.find((end) => end !== undefined);
  }

  /** Makes a finding of what was found, or says honestly why it stays as it is. */
  async shrink(found: Found): Promise<Catch> {
    if (isRunaway(found.failure)) return { kind: "unshrunk", found, because: "a run that never ends has no hash to certify" };
    const child = await this.hire();
    if (!(child instanceof Child)) return { kind: "unshrunk", found, because: child.because };
    const waiting = `Schedule ${found.index} breaks ${found.failure.property}; making it small takes longer than usual, and may take ${secondsOf(this.limits.shrinkMs)}.`;
    const answer = orThrow(await this.patiently(child.ask({ kind: "shrink", found }, this.limits.shrinkMs), waiting));
    if (answer.kind === "finding" || answer.kind === "unshrunk") return answer;
    if (this.isOver) return { kind: "unshrunk", found, because: STOPPED };
    return { kind: "unshrunk", found, because: `shrinking ${becauseOf(answer)}` };
  }

  /** Kills whoever is left, and lets nobody in any more. */
  stop(): void {
    this.isOver = true;
    for (const child of this.children) child.kill();
  }

  async gone(): Promise<void> {
    await Promise.all([...this.children].map((child) => child.gone));
  }

  /** A child that knows its subject. */
  private async hire(): Promise<Child | Refusal> {
    if (this.isOver) return refuse(["hunt"], STOPPED, "Start another.");
    const child = new Child(this.limits.heapMb);
    this.children.add(child);
    const answer = orThrow(await child.ask({ kind: "load", source: this.source, config: this.wanted.config }, LOAD_MS));
    if (answer.kind === "refused") return answer;
    if (answer.kind !== "loaded")
      return refuse(["subject"], `loading ${pathOf(this.source.module)} ${becauseOf(answer)}`, "Give it a module that only declares.");
    this.properties = answer.properties;
    this.sometimes = answer.sometimes;
    this.noPanic = answer.noPanic;
    return child;
  }

  private dismiss(child: Child): void {
    child.kill();
    void child.gone.then(() => this.children.delete(child));
  }

  /** One child after the other works through batches until none is left that matters. */
  private async work(hired: Child | Refusal, worker: number): Promise<Refusal | undefined> {
    let child = hired;
    while (child instanceof Child && this.next < this.end) {
      const from = this.next;
      const to = (this.next = Math.min(from + BATCH_RUNS, this.end));
      const answer = orThrow(await child.ask({ kind: "batch", search: this.searchOf(from, to) }, this.limits.silentMs));
      if (answer.kind === "sight") this.note(from, answer.sight);
      else {
        this.lose(child);
        if (from >= this.end || this.isOver) return undefined;
        const where = `somewhere in schedules ${from} to ${to - 1}`;
        this.tell(`Worker ${worker} ${deedOf(answer)} ${where}; running them one by one.`);
        child = await this.oneByOne(from, to);
      }
    }
    return child instanceof Child ? undefined : child;
  }

  /** A batch that took its child with it, seed by seed with more patience: what is lost alone is a finding, all else was an accident. */
  private async oneByOne(from: number, to: number): Promise<Child | Refusal> {
    let child = await this.hire();
    for (let index = from; child instanceof Child && index < to && index < this.end; index++) {
      const notes = join(this.folder, `${index}`);
      const { aloneMs } = this.limits;
      const waiting = `Schedule ${index} alone has been silent for ${secondsOf(PATIENCE_MS)} as well; it is given up on after ${secondsOf(aloneMs)}.`;
      const asked = child.ask({ kind: "alone", search: this.searchOf(index, index + 1), notes }, aloneMs);
      const answer = orThrow(await this.patiently(asked, waiting));
      if (this.isOver) return refuse(["hunt"], STOPPED, "Start another.");
      if (answer.kind === "sight") this.note(index, answer.sight);
      else {
        const refusal = this.bury(child, index, notes, answer);
        child = refusal ?? (await this.hire());
      }
    }
    return child;
  }

  /** Notes what a lost child was alone with. Without a schedule it was not the protocol that was lost. */
  private bury(child: Child, index: number, notes: string, end: Answer | Death): Refusal | undefined {
    this.lose(child);
    const { schedule } = child;
    if (schedule === undefined || (end.kind !== "silent" && end.kind !== "died"))
      return refuse(["subject"], `making the schedule of seed ${index} ${becauseOf(end)}`, "Let the ground end.");
    const failure = failureOfRunaway(this.noPanic, end, existsSync(notes) ? lastNote(notes) : undefined);
    this.note(index, sightOfRunaway(noSight(this.properties, this.sometimes), index, schedule, failure));
    return undefined;
  }

  /** Waits, and says why when it takes long. */
  private async patiently<T>(waited: Promise<T>, sentence: string): Promise<T> {
    const clock = setTimeout(() => this.tell(sentence), PATIENCE_MS);
    return waited.finally(() => clearTimeout(clock));
  }

  private tell(sentence: string): void {
    if (!this.isOver) this.wanted.onDelay?.(sentence);
  }

  private lose(child: Child): void {
    this.lost++;
    this.dismiss(child);
  }

  private note(from: number, sight: Sight): void {
    this.sights.set(from, sight);
    this.runs += sight.runs;
    if (sight.found !== undefined) this.end = Math.min(this.end, sight.found.index);
    this.wanted.onProgress?.({ runs: this.runs, of: this.wanted.count, lost: this.lost });
  }

  private searchOf(from: number, to: number): Search {
    const { config, root, property } = this.wanted;
    return { config, root, from, to, ...(property !== undefined && { property }) };
  }
}

/** What a child threw was our own mistake, or an oracle's: it is no finding, and no refusal either. */
const orThrow = (end: Answer | Death): Exclude<Answer | Death, { kind: "threw" }> => {
  if (end.kind === "threw") throw new Error(`a child of the pool threw: ${end.because}`);
  return end;
};

/** Why nothing more came of it. */
const STOPPED = "the hunt was stopped before that";

const secondsOf = (ms: number): string => `${ms / 1_000} s`;

const deedOf = (end: Answer | Death): string => (end.kind === "silent" ? `has been silent for ${secondsOf(end.ms)}` : becauseOf(end));

const becauseOf = (end: Answer | Death): string => {
  if (end.kind === "silent") return "never came back";
  return "because" in end ? end.because : `ended with ${end.kind}`;
};
