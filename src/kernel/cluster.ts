import { MESSAGE } from "./agenda.ts";
import type { Due } from "./agenda.ts";
import type { Parts, Protocol, Tick } from "./contract.ts";
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
    this.stage = new Stage(this.world, protocol, this.processes);
    this.faults = setup.faults;
    this.delta = setup.delta;
    for (let id = 0; id < setup.nodes; id++) this.processes.push(new Process(id, id, this.world, this.network));
    this.stage.guard(() => this.startAll());
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
    while (this.stage.end === undefined && this.world.now < tick) this.stage.guard(() => this.work(tick));
  }

  /** Makes a move now, ahead of all else that is due in this tick. A fate was made when the cluster was. */
  apply(move: Move): void {
    if (move.kind === "fate") return;
    let isFelt = this.stage.end === undefined;
    if (isFelt) this.stage.guard(() => (isFelt = this.act(move)));
    if (!isFelt) this.miss(move);
    else if (move.kind !== "submit" && !(move.kind === "crash" && move.inside !== "nothing")) this.stage.log(move);
  }

  /** Begins the fair part: cuts heal, what was paused resumes, a core of nodes runs, and messages take 1 to Δ ticks. */
  calm(): void {
    if (this.stage.end === undefined) this.stage.guard(() => this.settle());
  }

  /** Asks every honest node that runs for its probe, and closes the books. */
  finish(): Run {
    if (this.stage.end === undefined) this.stage.guard(() => this.stage.probeAll());
    this.stage.guard(() => this.stage.hashStates());
    const { world, network } = this;
    const { high, low } = world.digest;
    const end = this.stage.end ?? (world.agenda.size === 0 ? "quiet" : "over");
    return { high, low, history: world.history, events: this.stage.events, end, rolled: network.rolled };
  }

  /** Whether a move changed nothing: a message that never came, a crash of the dead. */
  isIdle(move: Move, index: number): boolean {
    return move.kind === "fate" ? !this.network.hasMet(index) : this.missed?.has(move) === true;
  }

  private miss(move: Move): void {
    this.missed ??= new Set();
    this.missed.add(move);
  }

  private startAll(): void {
    for (const process of this.processes) this.stage.start(process);
  }

  private work(tick: Tick): void {
    const { world } = this;
    const { agenda } = world;
    while (world.now < tick) {
      if (agenda.size === 0) return this.skip(tick);
      for (let due = agenda.take(); due !== undefined; due = agenda.take()) {
        if (due.live) this.meet(due);
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
      const from = this.processes[due.from]!.id;
      this.stage.enter(process, "receive");
      this.protocol.receive(process.state!, from, due.what as never, process);
      this.stage.leave(process, due.what, from);
    } else {
      process.forget(due.hash);
      this.stage.enter(process, "timeout");
      this.protocol.timeout(process.state!, due.what as never, process);
      this.stage.leave(process, due.what, process.id);
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
    if (this.world.watch.isFrozen === true) freeze(call);
    this.stage.count(process.process, move.name);
    this.stage.log(move);
    this.stage.enter(process, "submit");
    this.protocol.submit(process.state!, call, process);
    const { history, now } = this.world;
    if (process.doom === undefined)
      history.push({ kind: "invoke", node: process.id, process: process.process, at: now, call: move.name, operation: move.operation });
    this.stage.leave(process, call, process.id);
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
    this.stage.start(process);
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
    const core = this.processes.filter((process) => process.lie === undefined && process.standing === "up").map((process) => process.id);
    this.world.history.push({ kind: "calm", at: this.world.now, core });
  }

  /** Restarts the dead, lowest first, until liars and dead are within the fault budget. */
  private raise(): void {
    const dead = this.processes.filter((process) => process.lie === undefined && process.standing === "dead");
    const liars = this.processes.filter((process) => process.lie !== undefined).length;
    const staying = Math.max(0, this.faults - liars);
    for (const process of dead.slice(0, Math.max(0, dead.length - staying))) this.restart(process);
  }
}
