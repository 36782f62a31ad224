import { Acts } from "./acts.ts";
import { MESSAGE, NOTHING, ROUND } from "./agenda.ts";
import type { Due } from "./agenda.ts";
import type { NodeId, Parts, Protocol, Tick } from "./contract.ts";
import type { Event, Run } from "./history.ts";
import { invariant } from "./invariant.ts";
import { Network } from "./network.ts";
import { Process } from "./process.ts";
import { isTimed } from "./schedule.ts";
import type { Move, Schedule } from "./schedule.ts";
import { Stage } from "./stage.ts";
import { World } from "./world.ts";
import type { Watch } from "./world.ts";

/** What a run is made of before its first move. */
export type Premise = Pick<Schedule, "config" | "setup" | "weather" | "moves">;

/** The nodes of one run, driven move by move. `simulate` and fast-check's runner both drive it, to the same hash. */
export class Cluster {
  private readonly world: World;
  private readonly network: Network;
  private readonly processes: Process[] = [];
  private readonly stage: Stage;
  private readonly acts: Acts;
  private readonly protocol: Protocol<Parts>;
  private readonly faults: number;
  private readonly delta: number;
  private missed: Set<Move> | undefined = undefined;

  constructor(protocol: Protocol<Parts>, { config, setup, weather, moves }: Premise, watch: Watch = {}) {
    const rules = protocol.configs[config];
    invariant(rules !== undefined, "a schedule names a configuration of its protocol");
    this.protocol = protocol;
    this.world = new World(protocol, rules, setup, watch);
    this.network = new Network(this.world, weather, moves);
    this.stage = new Stage(this.world, this.processes, watch);
    this.acts = new Acts(this.world, this.network, this.stage, this.processes);
    this.faults = setup.faults;
    this.delta = setup.delta;
    for (let id = 0; id < setup.nodes; id++) this.processes.push(new Process(id, id, this.world, this.network));
    for (const process of this.processes) this.acts.start(process);
  }

  /** The tick at which the next move will be made. */
  get now(): Tick {
    return this.world.now;
  }

  /** How many handlers have run. */
  get events(): number {
    return this.stage.events;
  }

  /** What has happened so far. */
  get history(): readonly Event[] {
    return this.world.history;
  }

  /** Works through everything that is due before this tick. */
  until(tick: Tick): void {
    if (this.stage.end === undefined) this.work(tick);
  }

  /** Makes a move now, ahead of all else that is due in this tick. A fate was made when the cluster was. */
  apply(move: Move): void {
    if (!isTimed(move)) return;
    if (this.stage.end !== undefined || !this.acts.act(move)) this.miss(move);
    else if (move.kind !== "submit" && move.kind !== "retry" && !(move.kind === "crash" && move.inside !== "nothing")) this.stage.log(move);
  }

  /** Begins the fair part: cuts heal, what was paused resumes, a core of nodes runs, and messages take 1 to Δ ticks. */
  calm(): void {
    if (this.stage.end === undefined) this.settle();
  }

  /** Asks every honest node that runs for its probe, and closes the books. */
  finish(): Run {
    if (this.stage.end === undefined && this.protocol.probe !== undefined) this.probeAll();
    this.stage.close();
    const { world, stage } = this;
    const { high, low } = world.digest;
    const end = stage.end ?? (world.agenda.isQuiet() ? "quiet" : "over");
    return { high, low, history: world.history, events: stage.events, end, rolled: world.rolled };
  }

  /** Whether a move changed nothing: a message that never came, a crash of the dead. */
  isIdle(move: Move, index: number): boolean {
    return !isTimed(move) ? !this.network.hasMet(index) : this.missed?.has(move) === true;
  }

  private miss(move: Move): void {
    this.missed ??= new Set();
    this.missed.add(move);
  }

  private probeAll(): void {
    for (const process of this.processes)
      if (process.standing === "up" && !process.isFaulty && this.stage.end === undefined)
        this.stage.handle(process, "probe", process.id, null);
  }

  private work(tick: Tick): void {
    const { world } = this;
    const { agenda } = world;
    while (world.now < tick) {
      if (agenda.size === 0) return this.skip(tick);
      for (let due = agenda.take(); due !== undefined; due = agenda.take()) {
        if (due.kind !== NOTHING) this.meet(due);
        if (this.stage.end !== undefined) return;
      }
      world.now++;
      agenda.advance();
    }
  }

  private skip(tick: Tick): void {
    this.world.now = tick;
    this.world.agenda.jump(tick);
  }

  private meet(due: Due): void {
    if (due.kind === ROUND) return this.network.round();
    const process = this.processes[due.process]!;
    if (process.standing !== "up") return this.keep(process, due);
    this.stage.count((due.kind ^ (process.process << 8)) | 0, due.hash ^ Math.imul(due.from + 1, 0x9e3779b1));
    if (due.kind === MESSAGE) {
      this.stage.handle(process, "receive", this.processes[due.from]!.id, due.what);
    } else {
      process.forget(due.hash);
      this.stage.handle(process, "timeout", process.id, due.what);
    }
  }

  /** The dead hear nothing. Messages to the paused wait; their timers are moved when they resume. */
  private keep(process: Process, due: Due): void {
    if (process.standing === "paused" && due.kind === MESSAGE) process.wait(due);
  }

  private settle(): void {
    this.network.calm(this.delta);
    for (const process of this.processes) {
      if (process.doom !== undefined) this.miss(process.doom);
      process.doom = undefined;
      process.resume();
      process.calm();
    }
    this.raise();
    if (this.stage.end === "panic") return;
    const core: NodeId[] = [];
    for (const { id, isFaulty, standing } of this.processes) if (!isFaulty && standing === "up") core.push(id);
    this.world.history.push({ kind: "calm", at: this.world.now, core });
  }

  /** Restarts the dead, lowest first, until the faulty and the dead are within the fault budget. */
  private raise(): void {
    let [dead, faulty] = [0, 0];
    for (const { isFaulty, standing, id, process } of this.processes) {
      if (isFaulty && id === (process as number)) faulty++;
      else if (!isFaulty && standing === "dead") dead++;
    }
    const staying = Math.max(0, this.faults - faulty);
    for (const process of this.processes) if (!process.isFaulty && dead > staying && this.acts.restart(process)) dead--;
  }
}
