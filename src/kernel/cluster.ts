import { MESSAGE } from "./agenda.ts";
import type { Due } from "./agenda.ts";
import type { Parts, Protocol, Tick } from "./contract.ts";
import { digitsOf } from "./dice.ts";
import { fence } from "./fence.ts";
import { fingerprint } from "./fingerprint.ts";
import { freeze } from "./freeze.ts";
import type { End, Event, Handler, Run } from "./history.ts";
import { invariant, unreachable } from "./invariant.ts";
import { Network } from "./network.ts";
import { permute } from "./permute.ts";
import { Process } from "./process.ts";
import type { Crash, Fate, Move, Schedule, Submit } from "./schedule.ts";
import { snapshot } from "./snapshot.ts";
import { World } from "./world.ts";
import type { Watch } from "./world.ts";

/** The most events one run may have unless it is told otherwise: far beyond any storm, and still less than seconds of work. */
const EVENTS_MAX = 1_000_000;
/** State enters the hash every 64 events, later at every eighth part of the run so far: the cost for each event stays flat. */
const HASH_EVERY = 64;
/** What a panic adds to the hash: that it happened, not its words, which are the engine's own. */
const PANIC = 0x9a21c;

/** What a run is made of before its first move. */
export type Premise = Pick<Schedule, "config" | "setup" | "weather" | "moves">;

/** The nodes of one run, driven move by move. `simulate` and fast-check's runner both drive it, to the same hash. */
export class Cluster {
  private readonly world: World;
  private readonly network: Network;
  private readonly processes: Process[] = [];
  private readonly protocol: Protocol<Parts>;
  private readonly faults: number;
  private readonly delta: number;
  private readonly eventsMax: number;
  private missed: Set<Move> | undefined = undefined;
  private events = 0;
  private hashAt = HASH_EVERY;
  private end: End | undefined = undefined;
  private acting: Process | undefined = undefined;
  private handler: Handler = "start";

  constructor(protocol: Protocol<Parts>, { config, setup, weather, moves }: Premise, watch: Watch = {}) {
    const rules = protocol.configs[config];
    invariant(rules !== undefined, "a schedule names a configuration of its protocol");
    this.protocol = protocol;
    this.world = new World(protocol, rules, setup, watch);
    this.network = new Network(this.world, weather, moves);
    this.faults = setup.faults;
    this.delta = setup.delta;
    this.eventsMax = watch.eventsMax ?? EVENTS_MAX;
    for (let id = 0; id < setup.nodes; id++) this.processes.push(new Process(id, id, this.world, this.network));
    this.guard(() => this.startAll());
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
    while (this.end === undefined && this.world.now < tick) this.guard(() => this.work(tick));
  }

  /** Makes a move now, ahead of all else that is due in this tick. A fate was made when the cluster was. */
  apply(move: Move): void {
    if (move.kind === "fate") return;
    let isFelt = this.end === undefined;
    if (isFelt) this.guard(() => (isFelt = this.act(move)));
    if (!isFelt) this.miss(move);
    else if (move.kind !== "submit" && !(move.kind === "crash" && move.inside !== "nothing")) this.log(move);
  }

  /** Begins the fair part: cuts heal, what was paused resumes, a core of nodes runs, and messages take 1 to Δ ticks. */
  calm(): void {
    if (this.end === undefined) this.guard(() => this.settle());
  }

  /** Asks every honest node that runs for its probe, and closes the books. */
  finish(): Run {
    if (this.end === undefined) this.guard(() => this.probeAll());
    this.guard(() => this.hashStates());
    const { world, network } = this;
    const { high, low } = world.digest;
    const end = this.end ?? (world.agenda.size === 0 ? "quiet" : "over");
    return { high, low, history: world.history, events: this.events, end, rolled: network.rolled };
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
    for (const process of this.processes) this.start(process);
  }

  private work(tick: Tick): void {
    const { world } = this;
    const { agenda } = world;
    while (world.now < tick) {
      if (agenda.size === 0) return this.skip(tick);
      for (let due = agenda.take(); due !== undefined; due = agenda.take()) {
        if (due.live) this.meet(due);
        if (this.end !== undefined) return;
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
    this.count((due.kind ^ (process.process << 8)) | 0, due.hash ^ Math.imul(due.from + 1, 0x9e3779b1));
    if (due.kind === MESSAGE) {
      const from = this.processes[due.from]!.id;
      this.enter(process, "receive");
      this.protocol.receive(process.state!, from, due.what as never, process);
      this.leave(process, due.what, from);
    } else {
      process.forget(due.hash);
      this.enter(process, "timeout");
      this.protocol.timeout(process.state!, due.what as never, process);
      this.leave(process, due.what, process.id);
    }
  }

  /** The dead hear nothing. Messages to the paused wait; their timers are moved when they resume. */
  private keep(process: Process, due: Due): void {
    if (process.standing === "paused" && due.kind === MESSAGE) process.wait(due);
  }

  private start(process: Process): void {
    process.standing = "up";
    this.count(process.process, 0x57a27);
    this.enter(process, "start");
    process.state = this.protocol.start(process);
    this.leave(process, null, process.id);
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
    this.count(process.process, move.name);
    this.log(move);
    this.enter(process, "submit");
    this.protocol.submit(process.state!, call, process);
    const { history, now } = this.world;
    if (process.doom === undefined)
      history.push({ kind: "invoke", node: process.id, process: process.process, at: now, call: move.name, operation: move.operation });
    this.leave(process, call, process.id);
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

  private probeAll(): void {
    const { probe } = this.protocol;
    if (probe === undefined) return;
    const { history, now } = this.world;
    for (const process of this.processes) {
      if (process.standing !== "up" || process.lie !== undefined) continue;
      this.enter(process, "probe");
      const values = probe(process.state!, process.disk as never);
      this.world.digest.add(process.process, fingerprint(values));
      this.acting = undefined;
      if (this.world.watch.trace !== undefined) this.tell(process, values, process.id);
      history.push({ kind: "probe", node: process.id, process: process.process, at: now, values });
    }
  }

  private count(who: number, what: number): void {
    if (++this.events >= this.eventsMax) this.end = "limit";
    this.world.digest.add(Math.imul(this.world.now, 0x85ebca6b) ^ who, what);
  }

  private enter(process: Process, handler: Handler): void {
    const { world } = this;
    this.acting = process;
    this.handler = handler;
    world.effects.begin(process.doom === undefined ? undefined : (process.doom.inside as number));
    if (world.watch.isPermuted === true && process.state !== undefined) permute(process.state);
  }

  private leave(process: Process, what: unknown, from: number): void {
    this.acting = undefined;
    if (this.world.watch.trace !== undefined) this.tell(process, what, from);
    if (process.doom !== undefined) this.strike(process, process.doom);
    if (this.events >= this.hashAt) this.hashStates();
  }

  /** The crash that was waiting for this handler. */
  private strike(process: Process, doom: Crash): void {
    process.crash(doom.kept);
    this.log(doom);
  }

  /** A state that holds what is not plain data is its protocol's panic, told of the handler that ran last. */
  private hashStates(): void {
    this.world.effects.begin(undefined);
    for (const process of this.processes) {
      this.acting = process;
      this.world.digest.add(process.process, process.fingerprint());
    }
    this.acting = undefined;
    this.hashAt = this.events + Math.max(HASH_EVERY, 16 * this.processes.length, this.events >> 3);
  }

  private log(move: Exclude<Move, Fate>): void {
    const { world } = this;
    world.history.push({ kind: "move", at: world.now, move });
    world.watch.trace?.add({ kind: "move", at: world.now, move }, digitsOf(world.digest.high, world.digest.low));
  }

  private tell(process: Process, what: unknown, from: number): void {
    const { world, handler } = this;
    const { process: by } = process;
    const line = {
      kind: "handle",
      at: world.now,
      process: by,
      handler,
      from,
      what,
      state: snapshot(process.state),
      keeps: process.keeps(),
    } as const;
    world.watch.trace!.add(line, digitsOf(world.digest.high, world.digest.low));
  }

  private guard(work: () => void): void {
    fence.isArmed = true;
    try {
      work();
    } catch (thrown) {
      this.fail(thrown);
    } finally {
      fence.isArmed = false;
    }
  }

  /** What a handler throws is the protocol's panic, unless a crash had cut it short already. All else is our own mistake. */
  private fail(thrown: unknown): void {
    const { acting: process, handler, world } = this;
    if (process === undefined) throw thrown;
    this.acting = undefined;
    if (process.doom !== undefined && world.effects.isOver()) return this.strike(process, process.doom);
    if (this.end === "panic") return;
    world.digest.add(process.process, PANIC);
    const because = thrown instanceof Error ? thrown.message : String(thrown);
    world.history.push({ kind: "panic", node: process.id, process: process.process, at: world.now, handler, because });
    this.end = "panic";
  }
}
