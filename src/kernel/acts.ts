import { freeze } from "./freeze.ts";
import { invariant, unreachable } from "./invariant.ts";
import type { Network } from "./network.ts";
import { Process } from "./process.ts";
import type { Crash, DiskFault, Retry, Submit, Timed, Twin } from "./schedule.ts";
import type { Stage } from "./stage.ts";
import { Twins } from "./twins.ts";
import type { World } from "./world.ts";

/** What each kind of move does. A move that changes nothing says so. */
export class Acts {
  private readonly world: World;
  private readonly network: Network;
  private readonly stage: Stage;
  private readonly processes: Process[];

  constructor(world: World, network: Network, stage: Stage, processes: Process[]) {
    this.world = world;
    this.network = network;
    this.stage = stage;
    this.processes = processes;
  }

  act(move: Timed): boolean {
    switch (move.kind) {
      case "submit":
        return this.ask(move);
      case "retry":
        return !this.isAnswered(move.name) && this.ask(move);
      case "cut":
        this.network.cut(move);
        return true;
      case "clog":
        this.network.clog(move);
        return true;
      case "heal":
        return this.network.heal();
      case "slow":
        return this.network.slow(move.node as number, move.by);
      case "twin":
        return this.twin(move);
      default:
        return this.befall(move, this.processes[move.node]!);
    }
  }

  /** Starts a process; once one has panicked, nobody has a word any more. */
  start(process: Process): void {
    if (this.stage.end === "panic") return;
    process.standing = "up";
    this.stage.count(process.process, 0x57a27);
    this.stage.handle(process, "start", process.id, null);
  }

  restart(process: Process): boolean {
    if (process.standing !== "dead") return false;
    this.world.history.push({ kind: "start", node: process.id, process: process.process, at: this.world.now });
    this.start(process);
    return true;
  }

  /** What happens to one node. */
  private befall(move: Befalling, process: Process): boolean {
    switch (move.kind) {
      case "skew":
        process.skew(move.by, move.driftPermille);
        return true;
      case "crash":
        return this.crash(move, process);
      case "restart":
        return this.restart(process);
      case "pause":
        return process.pause();
      case "resume":
        return process.resume();
      case "disk":
        return this.spoil(move, process);
      case "turn":
        return this.turn(move.lie, process);
      default:
        return unreachable(move);
    }
  }

  /** A client that finds its node dead or paused goes away. */
  private ask(move: Submit | Retry): boolean {
    const { name, operation } = move;
    const process = this.processes[move.node]!;
    if (process.standing !== "up") return false;
    const call = { name, operation };
    if (this.world.isFrozen) freeze(call);
    this.stage.count(process.process, name);
    this.stage.log(move);
    this.stage.handle(process, "submit", process.id, call);
    return true;
  }

  private isAnswered(name: number): boolean {
    return this.world.history.some((event) => event.kind === "respond" && event.call === name);
  }

  private crash(move: Crash, process: Process): boolean {
    if (process.standing === "dead" || process.doom !== undefined) return false;
    if (move.inside === "nothing") process.crash(move.kept);
    else process.doom = move;
    return true;
  }

  private spoil({ fault }: DiskFault, process: Process): boolean {
    if (!process.disk.spoil(fault)) return false;
    process.isFaulty = true;
    return true;
  }

  private turn(lie: string, process: Process): boolean {
    const told = this.world.protocol.lies?.[lie];
    invariant(told !== undefined, "a node turns to a lie that its protocol or the adversary knows");
    if (process.lie === told) return false;
    process.lie = told;
    process.isFaulty = true;
    return true;
  }

  /** The second copy starts on what the disk of the first holds by now. */
  private twin({ node, peers }: Twin): boolean {
    const twins = (this.world.twins ??= new Twins());
    if (twins.has(node)) return false;
    const first = this.processes[node]!;
    const second = new Process(this.processes.length, node, this.world, this.network);
    first.disk.copyTo(second.disk);
    twins.add(node, second.process, peers);
    this.processes.push(second);
    first.isFaulty = second.isFaulty = true;
    this.start(second);
    return true;
  }
}

/** The moves that name a node and change nothing but it. */
type Befalling = Exclude<Timed, { kind: "submit" | "retry" | "cut" | "clog" | "heal" | "slow" | "twin" }>;
