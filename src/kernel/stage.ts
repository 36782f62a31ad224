import type { Parts, Protocol } from "./contract.ts";
import { digitsOf } from "./dice.ts";
import { fence } from "./fence.ts";
import { fingerprint } from "./fingerprint.ts";
import type { End, Handler } from "./history.ts";
import { permute } from "./permute.ts";
import type { Process } from "./process.ts";
import type { Crash, Fate, Move } from "./schedule.ts";
import { snapshot } from "./snapshot.ts";
import type { World } from "./world.ts";

/** The most events one run may have unless it is told otherwise: far beyond any storm, and still less than seconds of work. */
const EVENTS_MAX = 1_000_000;
/** The most that may be due at once: a protocol that talks itself into a flood fills the memory before it has many events. */
const DUE_MAX = 1_000_000;
/** State enters the hash every 64 events, later at every eighth part of the run so far: the cost for each event stays flat. */
const HASH_EVERY = 64;
/** What a panic adds to the hash: that it happened, not its words, which are the engine's own. */
const PANIC = 0x9a21c;

/** Where handlers run, one at a time: it meters and hashes them, lets crashes strike inside them, and catches what they throw. */
export class Stage {
  events = 0;
  /** How the run ended, once it has. */
  end: End | undefined = undefined;
  private hashAt = HASH_EVERY;
  private acting: Process | undefined = undefined;
  private handler: Handler = "start";
  private readonly eventsMax: number;
  private readonly world: World;
  private readonly protocol: Protocol<Parts>;
  private readonly processes: readonly Process[];

  constructor(world: World, protocol: Protocol<Parts>, processes: readonly Process[]) {
    this.world = world;
    this.protocol = protocol;
    this.processes = processes;
    this.eventsMax = world.watch.eventsMax ?? EVENTS_MAX;
  }

  start(process: Process): void {
    process.standing = "up";
    this.count(process.process, 0x57a27);
    this.enter(process, "start");
    process.state = this.protocol.start(process);
    this.leave(process, null, process.id);
  }

  probeAll(): void {
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

  count(who: number, what: number): void {
    if (++this.events >= this.eventsMax || this.world.agenda.size > DUE_MAX) this.end = "limit";
    this.world.digest.add(Math.imul(this.world.now, 0x85ebca6b) ^ who, what);
  }

  enter(process: Process, handler: Handler): void {
    const { world } = this;
    this.acting = process;
    this.handler = handler;
    world.effects.begin(process.doom === undefined ? undefined : (process.doom.inside as number));
    if (world.watch.isPermuted === true && process.state !== undefined) permute(process.state);
  }

  leave(process: Process, what: unknown, from: number): void {
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
  hashStates(): void {
    this.world.effects.begin(undefined);
    for (const process of this.processes) {
      this.acting = process;
      this.world.digest.add(process.process, process.fingerprint());
    }
    this.acting = undefined;
    this.hashAt = this.events + Math.max(HASH_EVERY, 16 * this.processes.length, this.events >> 3);
  }

  log(move: Exclude<Move, Fate>): void {
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

  guard(work: () => void): void {
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
