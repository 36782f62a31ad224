import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Schedule } from "#kernel";
import { cpuMsOf } from "./cpu.ts";
import { ENGINE } from "./engine.ts";
import type { Answer, Death, Job, Word } from "./jobs.ts";

/** What comes in one piece may be cut in two; more of what a child prints need not be kept. */
const LAST_WORDS_MAX = 4_000;

/** A child that had less than its half of the time on the processor was not slow, but kept waiting; so often it is waited for again. */
const WAITS_MAX = 4;

/** Beside this file: TypeScript in the checkout, JavaScript where it was installed. */
const WORKER = fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url));

/** A Node that strips no types needs help with TypeScript. */
const LOADER = WORKER.endsWith(".ts") && !process.features.typescript ? ["--import", "tsx"] : [];

/** One forked process. It does one job at a time, may die of it or be given up on, and takes nobody with it. */
export class Child {
  /** The schedule that it is alone with, once it has said so. */
  schedule: Schedule | undefined = undefined;
  /** Comes true when nothing is left of it. */
  readonly gone: Promise<void>;
  private readonly process: ChildProcess;
  private lastWords = "";
  private hasBurst = false;
  private death: Death | undefined = undefined;
  private settle: ((end: Answer | Death) => void) | undefined = undefined;
  private watchdog: NodeJS.Timeout | undefined = undefined;
  /** What it had of the processor when it was last heard, and how often it was waited for since. */
  private cpuMs: number | undefined = undefined;
  private waits = 0;

  constructor(heapMb: number) {
    const execArgv = [...LOADER, ...ENGINE, `--max-old-space-size=${heapMb}`];
    this.process = fork(WORKER, { execArgv, serialization: "advanced", stdio: ["ignore", "ignore", "pipe", "ipc"] });
    this.process.stderr!.setEncoding("utf8").on("data", (words: string) => this.read(words));
    this.process.on("message", (word: Word | Answer) => this.hear(word));
    // Without a listener an error would be thrown at nobody; what follows it is told by `close`.
    this.process.on("error", () => {});
    this.gone = new Promise((resolve) => {
      this.process.on("close", () => resolve());
    });
    this.process.on("close", (code, signal) => this.end({ kind: "died", because: this.causeOf(code, signal) }));
  }

  /** Gives it a job, and gives it up when it is silent for so long. */
  ask(job: Job, silentMs: number): Promise<Answer | Death> {
    if (this.death !== undefined) return Promise.resolve(this.death);
    this.schedule = undefined;
    this.heard();
    return new Promise((resolve) => {
      this.settle = resolve;
      this.watchdog = setTimeout(() => this.giveUp(silentMs), silentMs);
      this.process.send(job, () => {});
    });
  }

  private heard(): void {
    this.cpuMs = cpuMsOf(this.process.pid);
    this.waits = 0;
    this.watchdog?.refresh();
  }

  /** Unless the machine is so busy that it hardly ran. */
  private giveUp(silentMs: number): void {
    const cpuMs = cpuMsOf(this.process.pid);
    this.waits++;
    if (cpuMs !== undefined && this.cpuMs !== undefined && cpuMs - this.cpuMs < silentMs / 2 && this.waits <= WAITS_MAX) {
      this.watchdog?.refresh();
      return;
    }
    this.end({ kind: "silent", ms: this.waits * silentMs });
    this.kill();
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  private hear(word: Word | Answer): void {
    if (this.death !== undefined) return;
    this.heard();
    if (word.kind === "alive") return;
    if (word.kind === "trying") this.schedule = word.schedule;
    else this.finish(word);
  }

  private read(words: string): void {
    this.lastWords = (this.lastWords + words).slice(-LAST_WORDS_MAX);
    this.hasBurst ||= /heap out of memory|allocation failed/i.test(this.lastWords);
  }

  private end(death: Death): void {
    this.death ??= death;
    this.finish(this.death);
  }

  private finish(end: Answer | Death): void {
    clearTimeout(this.watchdog);
    this.settle?.(end);
    this.settle = undefined;
  }

  private causeOf(code: number | null, signal: string | null): string {
    if (this.hasBurst) return "ran out of memory";
    return signal === null ? `ended its process with code ${code}` : `died of ${signal}`;
  }
}
