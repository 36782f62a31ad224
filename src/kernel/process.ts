import { Due } from "./agenda.ts";
import type { Claimed, Lie, NodeId, Observation, Parts, Peers, Plain, ProcessId, Self, Signed, Tagged, Tick, Ticks } from "./contract.ts";
import { choose, mix } from "./dice.ts";
import { SimulatedDisk } from "./disk.ts";
import { fingerprint } from "./fingerprint.ts";
import { freeze } from "./freeze.ts";
import { invariant } from "./invariant.ts";
import type { Network } from "./network.ts";
import { Listed } from "./peers.ts";
import type { Crash } from "./schedule.ts";
import { isSealed, seal } from "./seal.ts";
import { snapshot } from "./snapshot.ts";
import { Timers } from "./timers.ts";
import type { Said, World } from "./world.ts";

const DISK_SALT = 0x2001;
const DICE_SALT = 0x2003;
const SEAL_SALT = 0x2004;
/** Older words than so many are forgotten by a liar that repeats itself. */
const EARLIER_MAX = 32;

/** How a process stands. A dead one has no state; a paused one keeps it, and what arrives waits. */
export type Standing = "up" | "paused" | "dead";

/** One running copy of a node, and all that its protocol sees of the world. */
export class Process implements Self<Parts> {
  readonly id: NodeId;
  readonly process: ProcessId;
  readonly nodes: number;
  readonly peers: Peers;
  readonly config: Plain;
  readonly disk: SimulatedDisk;
  state: object | undefined = undefined;
  standing: Standing = "up";
  /** The lie that sits on the way out, once the node has turned. */
  lie: Lie<Parts> | undefined = undefined;
  /** A crash that will strike inside its next handler. */
  doom: Crash | undefined = undefined;
  /** What arrived while it was paused, in order. */
  private waiting: Due[] | undefined = undefined;
  /** Nobody need believe it: it lies, it is one of twins, or its disk lies to it. */
  isFaulty = false;
  /** What it has said since it turned. */
  private told: Tagged[] | undefined = undefined;
  private readonly timers: Timers;
  private readonly world: World;
  private readonly network: Network;

  constructor(process: ProcessId, id: NodeId, world: World, network: Network) {
    this.id = id;
    this.process = process;
    this.nodes = world.nodes;
    this.peers = world.peersOf(id);
    this.config = world.config;
    this.disk = new SimulatedDisk(world.effects, world.isFrozen);
    this.timers = new Timers(world, process);
    this.world = world;
    this.network = network;
  }

  get now(): Tick {
    return this.timers.now;
  }

  /** What a liar said before, the oldest first. */
  get earlier(): readonly Tagged[] {
    return this.told ?? [];
  }

  send(to: NodeId, message: Tagged): void {
    invariant(to >= 0 && to < this.nodes, "a message goes to a node of this network");
    const said = this.say(message);
    this.dispatch(to, said, this.world.effects.isOver() ? 0 : this.countOf(said));
  }

  broadcast(message: Tagged): void {
    const said = this.say(message);
    const nth = this.world.effects.isOver() ? 0 : this.countOf(said);
    const { peers } = this;
    if (peers instanceof Listed) for (let i = 0; i < peers.list.length; i++) this.dispatch(peers.list[i]!, said, nth);
    else for (const peer of peers) this.dispatch(peer, said, nth);
    this.dispatch(this.id, said, nth);
  }

  arm(timer: Tagged, after: Ticks): void {
    const { world } = this;
    if (world.effects.isOver()) return;
    invariant(Number.isSafeInteger(after) && after >= 0, "a timer is armed for a whole number of ticks from now");
    if (world.isFrozen) freeze(timer);
    const hash = fingerprint(timer);
    world.digest.add(hash, this.timers.arm(timer, hash, Math.max(1, after)));
  }

  disarm(timer: Tagged): void {
    if (!this.world.effects.isOver()) this.timers.cancel(fingerprint(timer));
  }

  below(bound: number, ...reason: readonly (number | string)[]): number {
    invariant(Number.isSafeInteger(bound) && bound > 0, "a roll has a bound above zero");
    return choose(mix(mix(mix(this.world.salt, DICE_SALT), this.process), fingerprint(reason)), bound);
  }

  sign<const T extends Tagged>(payload: T): Signed<T> {
    const signed = seal(payload, this.id, mix(this.world.salt, SEAL_SALT));
    return this.world.isFrozen ? freeze(signed) : signed;
  }

  verify(signed: Signed<Tagged>): boolean {
    return isSealed(signed, mix(this.world.salt, SEAL_SALT));
  }

  decide(instance: Plain, value: Plain): void {
    this.log("decide", instance, value);
  }

  respond(call: number, result: Plain): void {
    const { effects, history, digest, now, isFrozen } = this.world;
    if (!effects.spend()) return;
    if (isFrozen) freeze(result);
    digest.add(call, fingerprint(result));
    history.push({ kind: "respond", node: this.id, process: this.process, at: now, call, result });
  }

  observe(observation: Observation): void {
    if (observation.kind === "respond") this.respond(observation.call, observation.result);
    else this.log(observation.kind, observation.instance, observation.value);
  }

  /** The timer has fired: it is no longer armed. */
  forget(hash: number): void {
    this.timers.remove(hash);
  }

  /** What arrives while it is paused. */
  wait(due: Due): void {
    this.waiting ??= [];
    this.waiting.push(due);
  }

  /** Dies: state and timers are gone, of the unsynced writes the first `kept` survive. */
  crash(kept: number): void {
    this.timers.clear();
    this.disk.crash(kept);
    this.waiting = undefined;
    this.doom = undefined;
    this.state = undefined;
    this.standing = "dead";
  }

  pause(): boolean {
    if (this.standing !== "up") return false;
    this.standing = "paused";
    this.timers.stop();
    return true;
  }

  /** Its clock goes on from where it stopped: every armed timer moves by the length of the pause, then what waited is due. */
  resume(): boolean {
    if (this.standing !== "paused") return false;
    const { now, agenda } = this.world;
    this.standing = "up";
    this.timers.go();
    for (const due of this.waiting ?? []) agenda.plan(new Due(now, due.kind, due.process, due.from, due.what, due.hash));
    this.waiting = undefined;
    return true;
  }

  /** With the calm its clock runs true again. */
  calm(): void {
    this.timers.calm();
  }

  /** Its clock jumps, and drifts from now on. */
  skew(by: number, driftPermille: number): void {
    this.timers.skew(by, driftPermille);
  }

  /** All that it holds: state, disk and armed timers with the time they have left. */
  fingerprint(): number {
    const own = mix(this.process, this.state === undefined ? 0 : fingerprint(this.state));
    return (own + this.timers.fingerprint() + mix(DISK_SALT, this.disk.fingerprint())) | 0;
  }

  /** What it keeps beside its state, as text for people. */
  keeps(): string {
    return `disk ${this.disk.snapshot()}, timers ${snapshot(this.timers.snapshot())}`;
  }

  private say(message: Tagged): Said {
    if (this.world.isFrozen) freeze(message);
    return this.world.say(message);
  }

  /** Counted once however many it goes to, and also when copies are lost: the n-th alike meets the same fate on replay. */
  private countOf(said: Said): number {
    return this.world.spoken.count(mix(said.identity, this.process));
  }

  private dispatch(to: NodeId, said: Said, nth: number): void {
    if (!this.world.effects.spend()) return;
    if (to === this.id) return this.network.carryHome(this.process, said);
    const { twins } = this.world;
    const hearer = twins === undefined ? (to as number) : twins.hearerOf(this.id, this.process, to);
    if (hearer === undefined) return this.network.hush(this.process, to, said);
    if (this.lie === undefined) return this.network.carry(this.process, hearer, said, nth);
    this.bend(this.lie, to, { said, nth, hearer });
  }

  /** What the liar says instead. The message itself keeps its name and number; whatever else goes out is said anew. */
  private bend(lie: Lie<Parts>, to: NodeId, { said: honest, nth, hearer }: Copy): void {
    let isSaid = false;
    for (const message of lie(honest.message as Tagged, to, this)) {
      const said = message === honest.message ? honest : this.say(message);
      this.network.carry(this.process, hearer, said, said === honest && !isSaid ? nth : this.countOf(said));
      if (said === honest) isSaid = true;
    }
    this.recall(honest.message as Tagged);
  }

  private recall(message: Tagged): void {
    const told = (this.told ??= []);
    if (told.at(-1) === message) return;
    told.push(message);
    if (told.length > EARLIER_MAX) told.shift();
  }

  private log(kind: Claimed, instance: Plain, value: Plain): void {
    const { effects, history, digest, now, isFrozen } = this.world;
    if (!effects.spend()) return;
    if (isFrozen) freeze([instance, value]);
    digest.add(mix(fingerprint(kind), fingerprint(instance)), fingerprint(value));
    history.push({ kind, node: this.id, process: this.process, at: now, instance, value });
  }
}

/** One copy of what is said, on its way to the process that will hear it. */
type Copy = { readonly said: Said; readonly nth: number; readonly hearer: ProcessId };
