import { MESSAGE, NOTHING } from "./agenda.ts";
import type { Due } from "./agenda.ts";
import type { NodeId, Parts, Protocol, Tick } from "./contract.ts";
import { freeze } from "./freeze.ts";
import type { Event, Run } from "./history.ts";
import { invariant, unreachable } from "./invariant.ts";
import { Network } from "./network.ts";
import { Process } from "./process.ts";
import type { Crash, Fate, Move, Schedule, Submit } from "./schedule.ts";
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
    this.stage = new Stage(this.world, this.processes, watch.eventsMax);
    this.faults = setup.faults;
    this.delta = setup.delta;
    for (let id = 0; id < setup.nodes; id++) this.processes.push(new Process(id, id, this.world, this.network));
    for (const process of this.processes) this.start(process);
  }

  /** The tick at which the next move will be made. */
  get now(): Tick {
    return this.world.now;
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
    if (move.kind === "fate") return;
    if (this.stage.end !== undefined || !this.act(move)) this.miss(move);
    else if (move.kind !== "submit" && !(move.kind === "crash" && move.inside !== "nothing")) this.stage.log(move);
  }

  /** Begins the fair part: cuts heal, what was paused resumes, a core of nodes runs, and messages take 1 to Δ ticks. */
  calm(): void {
    if (this.stage.end === undefined) this.settle();
  }

  /** Asks every honest node that runs for its probe, and closes the books. */
  finish(): Run {
    if (this.stage.end === undefined && this.protocol.probe !== undefined) this.probeAll();
    this.stage.close();
    const { world, network, stage } = this;
    const { high, low } = world.digest;
    const end = stage.end ?? (world.agenda.isQuiet() ? "quiet" : "over");
    return { high, low, history: world.history, events: stage.events, end, rolled: network.rolled };
  }

  /** Whether a move changed nothing: a message that never came, a crash of the dead. */
  isIdle(move: Move, index: number): boolean {
    return move.kind === "fate" ? !this.network.hasMet(index) : this.missed?.has(move) === true;
  }

  private miss(move: Move): void {
    this.missed ??= new Set();
    this.missed.add(move);
  }

  /** Once one has panicked, nobody has a word any more. */
  private start(process: Process): void {
    if (this.stage.end === "panic") return;
    process.standing = "up";
    this.stage.count(process.process, 0x57a27);
    this.stage.handle(process, "start", process.id, null);
  }

  private probeAll(): void {
    for (const process of this.processes)
      if (process.standing === "up" && process.lie === undefined && this.stage.end === undefined)
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

  private act(move: Exclude<Move, Fate>): boolean {
    switch (move.kind) {
      case "submit":
        return this.submit(move, this.processes[move.node]!);
      case "cut":
        this.network.cut(move);
        return true;
      case "heal":
        return this.network.heal();
      case "crash":
        return this.crash(move, this.processes[move.node]!);
      case "restart":
        return this.restart(this.processes[move.node]!);
      case "pause":
        return this.processes[move.node]!.pause();
      case "resume":
        return this.processes[move.node]!.resume();
      case "turn":
        return this.turn(move.lie, this.processes[move.node]!);
      default:
        return unreachable(move);
    }
  }

  /** A client that finds its node dead or paused goes away. */
  private submit(move: Submit, process: Process): boolean {
    if (process.standing !== "up") return false;
    const call = { name: move.name, operation: move.operation };
    if (this.world.isFrozen) freeze(call);
    this.stage.count(process.process, move.name);
    this.stage.log(move);
    this.stage.handle(process, "submit", process.id, call);
    return true;
  }

  private crash(move: Crash, process: Process): boolean {
    if (process.standing === "dead" || process.doom !== undefined) return false;
    if (move.inside === "nothing") process.crash(move.kept);
    else process.doom = move;
    return true;
  }

  private restart(process: Process): boolean {
    if (process.standing !== "dead") return false;
    this.world.history.push({ kind: "start", node: process.id, process: process.process, at: this.world.now });
    this.start(process);
    return true;
  }

  private turn(lie: string, process: Process): boolean {
    const told = this.protocol.lies?.[lie];
    invariant(told !== undefined, "a node turns to a lie that its protocol or the adversary knows");
    if (process.lie === told) return false;
    process.lie = told;
    return true;
  }

  private settle(): void {
    this.network.calm(this.delta);
    for (const process of this.processes) {
      if (process.doom !== undefined) this.miss(process.doom);
      process.doom = undefined;
      process.resume();
    }
    this.raise();
    if (this.stage.end === "panic") return;
    const core: NodeId[] = [];
    for (const { id, lie, standing } of this.processes) if (lie === undefined && standing === "up") core.push(id);
    this.world.history.push({ kind: "calm", at: this.world.now, core });
  }

  /** Restarts the dead, lowest first, until liars and dead are within the fault budget. */
  private raise(): void {
    let [dead, liars] = [0, 0];
    for (const { lie, standing } of this.processes) {
      if (lie !== undefined) liars++;
      else if (standing === "dead") dead++;
    }
    const staying = Math.max(0, this.faults - liars);
    for (const process of this.processes) if (process.lie === undefined && dead > staying && this.restart(process)) dead--;
  }
}
