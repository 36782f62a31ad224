import type { Call, NodeId, Parts, Protocol } from "./contract.ts";
import { digitsOf, mix } from "./dice.ts";
import { fence } from "./fence.ts";
import { fingerprint } from "./fingerprint.ts";
import type { End, Handler } from "./history.ts";
import { unreachable } from "./invariant.ts";
import { permute } from "./permute.ts";
import type { Process } from "./process.ts";
import type { Crash, Timed } from "./schedule.ts";
import { snapshot } from "./snapshot.ts";
import type { Watch, World } from "./world.ts";

/** The most events one run may have unless it is told otherwise: far beyond any storm, and still less than seconds of work. */
const EVENTS_MAX = 1_000_000;
/** The most that may be due at once unless it is told otherwise: a protocol that talks itself into a flood fills the memory before it has many events. */
const DUE_MAX = 1_000_000;
/**
 * State enters the hash every 64 events, later at every eighth part of the run so far: the cost for each event stays flat. Where
 * nodes are many, each enters it once for so many events of its own, later at every half: together they hold so much that hashing
 * it would be a fifth of the run.
 */
const HASH_EVERY = 64;
const FEW = 64;
/** Salts what a panic adds to the hash. */
const PANIC = 0x9a21c;

/** Where handlers run, one at a time: it meters and hashes them, lets crashes strike inside them, and catches what they throw. */
export class Stage {
  events = 0;
  /** How the run ended, once it has. */
  end: End | undefined = undefined;
  private hashAt: number;
  private acting: Process | undefined = undefined;
  private handler: Handler = "start";
  private readonly eventsMax: number;
  private readonly dueMax: number;
  private readonly world: World;
  private readonly protocol: Protocol<Parts>;
  private readonly processes: readonly Process[];

  constructor(world: World, processes: readonly Process[], { eventsMax = EVENTS_MAX, dueMax = DUE_MAX }: Watch) {
    this.world = world;
    this.protocol = world.protocol;
    this.processes = processes;
    this.eventsMax = eventsMax;
    this.dueMax = dueMax;
    this.hashAt = this.nextHash();
  }

  /** Runs a handler to its end, or to that of its node. What it throws is its protocol's panic. */
  handle(process: Process, handler: Handler, from: NodeId, what: unknown): void {
    this.enter(process, handler);
    fence.isArmed = true;
    try {
      const answer = this.perform(process, handler, from, what);
      if (answer !== undefined) refusePromise(answer);
      if (handler !== "probe") this.leave(process, from, what);
    } catch (thrown) {
      this.fail(thrown);
    } finally {
      fence.isArmed = false;
    }
  }

  /** One more event: who it befell, and what it was. */
  count(who: number, what: number): void {
    if (++this.events >= this.eventsMax || this.world.agenda.size > this.dueMax) this.end = "limit";
    this.world.digest.add(Math.imul(this.world.now, 0x85ebca6b) ^ who, what);
  }

  /** A state that holds what is not plain data is its protocol's panic, told of the handler that ran last. */
  close(): void {
    try {
      this.hashStates();
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  log(move: Timed): void {
    const { world } = this;
    world.history.push({ kind: "move", at: world.now, move });
    world.trace?.add({ kind: "move", at: world.now, move }, digitsOf(world.digest.high, world.digest.low));
  }

  private enter(process: Process, handler: Handler): void {
    const { effects, isPermuted } = this.world;
    this.acting = process;
    this.handler = handler;
    effects.begin(process.doom === undefined ? undefined : (process.doom.inside as number));
    if (isPermuted && process.state !== undefined) permute(process.state);
  }

  private perform(process: Process, handler: Handler, from: NodeId, what: unknown): unknown {
    const { protocol } = this;
    switch (handler) {
      case "receive":
        return protocol.receive(process.state!, from, what as never, process);
      case "timeout":
        return protocol.timeout(process.state!, what as never, process);
      case "submit":
        return this.submit(process, what as Call<Parts>);
      case "start":
        process.disk.beginStart();
        process.state = protocol.start(process);
        process.disk.endStart();
        return process.state;
      case "probe":
        return this.probe(process);
      default:
        return unreachable(handler);
    }
  }

  private submit(process: Process, call: Call<Parts>): unknown {
    const answer: unknown = this.protocol.submit(process.state!, call, process);
    if (process.doom !== undefined) return answer;
    const { history, now } = this.world;
    history.push({ kind: "invoke", node: process.id, process: process.process, at: now, call: call.name, operation: call.operation });
    return answer;
  }

  private probe(process: Process): void {
    const values = this.protocol.probe!(process.state!, process.disk as never);
    const { history, digest, now, trace } = this.world;
    digest.add(process.process, fingerprint(values));
    this.acting = undefined;
    if (trace !== undefined) this.tell(process, process.id, values);
    history.push({ kind: "probe", node: process.id, process: process.process, at: now, values });
  }

  private leave(process: Process, from: NodeId, what: unknown): void {
    this.acting = undefined;
    if (this.world.trace !== undefined) this.tell(process, from, what);
    if (process.doom !== undefined) this.strike(process, process.doom);
    if (this.events >= this.hashAt) this.hashStates();
  }

  /** The crash that was waiting for this handler. */
  private strike(process: Process, doom: Crash): void {
    process.crash(doom.kept);
    this.log(doom);
  }

  private hashStates(): void {
    this.world.effects.begin(undefined);
    for (const process of this.processes) {
      this.acting = process;
      this.world.digest.add(process.process, process.fingerprint());
    }
    this.acting = undefined;
    this.hashAt = this.nextHash();
  }

  private nextHash(): number {
    const { events, world, processes } = this;
    if (world.nodes > FEW) return events + Math.max(HASH_EVERY * world.nodes, events >> 1);
    return events + Math.max(HASH_EVERY, 16 * processes.length, events >> 3);
  }

  private tell(process: Process, from: NodeId, what: unknown): void {
    const { world, handler } = this;
    const { process: by } = process;
    const state = snapshot(process.state);
    const line = { kind: "handle", at: world.now, process: by, handler, from, what, state, keeps: process.keeps() } as const;
    world.trace!.add(line, digitsOf(world.digest.high, world.digest.low));
  }

  /** What a handler throws is the protocol's panic, unless a crash had cut it short already. All else is our own mistake. */
  private fail(thrown: unknown): void {
    const { acting: process, handler, world } = this;
    if (process === undefined) throw thrown;
    this.acting = undefined;
    if (process.doom !== undefined && world.effects.isOver()) return this.strike(process, process.doom);
    if (this.end === "panic") return;
    world.digest.add(mix(PANIC, process.process), mix(fingerprint(handler), fingerprint(wordsOf(thrown))));
    const because = thrown instanceof Error ? thrown.message : String(thrown);
    world.history.push({ kind: "panic", node: process.id, process: process.process, at: world.now, handler, because });
    this.end = "panic";
  }
}

/** The words of a panic, as far as they are the same everywhere: the engine puts its own into other words from one version to the next. */
const wordsOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown);
  return ENGINE_ERRORS.has(thrown.name) ? thrown.name : thrown.message;
};

const ENGINE_ERRORS: ReadonlySet<string> = new Set(["EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"]);

/** An async handler would go on after its run is over. What becomes of it then is nobody's business any more. */
const refusePromise = (answer: unknown): void => {
  const promised = answer as PromiseLike<unknown> | null;
  if (typeof promised?.then !== "function") return;
  promised.then(ignore, ignore);
  throw new Error("a handler returned a promise: nothing waits");
};

const ignore = (): void => undefined;
