import { Due, MESSAGE, ROUND } from "./agenda.ts";
import { Alarms } from "./alarms.ts";
import type { NodeId, ProcessId, Tick, Ticks } from "./contract.ts";
import { choose, digitsOf, mix } from "./dice.ts";
import { fatesIn } from "./fates.ts";
import type { Doom, Fates } from "./fates.ts";
import { Links } from "./links.ts";
import { Queue, Queued } from "./queue.ts";
import type { Clog, Cut, Move, Then } from "./schedule.ts";
import type { Becomes } from "./trace.ts";
import type { Rough, Rounds, Weather } from "./weather.ts";
import type { Said, World } from "./world.ts";

/** Salts, so that loss, delay and duplication of one message are independent of each other. */
const LOSS = 0x1001;
const DELAY = 0x1002;
const DUPLICATION = 0x1003;
const AGAIN = 0x1004;
const FAIR = 0x1005;
/** However likely one round more is, a message that travels in rounds arrives some day. */
const AGAIN_MAX = 1_000;
/** Far more than fit into memory: with it two numbers of processes make one number, exactly. */
const PROCESSES_MAX = 2 ** 26;

/** Carries what is said. Cuts, named fates and weather decide, in this order, what becomes of each copy. */
export class Network {
  private readonly fates: Fates | undefined;
  /** What moves have made of the links, where they have. */
  private links: Links | undefined = undefined;
  private fairDelta: Ticks = 0;
  /** When the last copy on each link is due, where they arrive in order. */
  private readonly lastDue: Map<number, Tick> | undefined = undefined;
  private readonly world: World;
  /** The weather of the storm is one of these, or calm. */
  private readonly rough: Rough | undefined = undefined;
  private readonly queue: Queue | undefined = undefined;
  private readonly rounds: Rounds | undefined = undefined;

  constructor(world: World, weather: Weather, moves: readonly Move[]) {
    this.world = world;
    this.fates = fatesIn(moves);
    if (weather !== "calm" && weather.kind === undefined) this.rough = weather;
    if (weather !== "calm" && weather.kind === "shuffled") this.queue = new Queue(weather);
    if (weather !== "calm" && weather.kind === "rounds") this.rounds = weather;
    if (this.rough?.isInOrder === true) this.lastDue = new Map();
    const timers = weather === "calm" ? undefined : weather.timers;
    if (timers !== undefined || this.fates?.hasTimers === true) world.alarms = new Alarms(world, this.fates, timers);
  }

  /** Sends one copy on its way. `nth` counts how often the sender has said this before. */
  carry(from: ProcessId, to: ProcessId, said: Said, nth: number): void {
    // What is lost on the way was said all the same.
    this.world.digest.add((from << 16) ^ to, said.content);
    if (this.fairDelta > 0) return this.deliver(from, to, said, this.fairDelay(this.rollOf(from, to, said, nth)));
    if (this.links !== undefined && this.links.isCut(from, to)) return this.lose(from, to, said, "cut");
    const doom = this.fates?.find(from, to, said.identity, nth);
    if (doom !== undefined) return this.meet(doom, from, to, said);
    if (this.rough !== undefined) return this.toss(from, to, said, nth);
    if (this.queue !== undefined) return this.wait(from, to, said, nth);
    if (this.rounds !== undefined) return this.travel(from, to, said, nth);
    this.deliver(from, to, said, 1);
  }

  /** A node's own copy: no weather, no cut, this very tick. */
  carryHome(process: ProcessId, { message, content }: Said): void {
    const { agenda, now, trace } = this.world;
    agenda.plan(new Due(now, MESSAGE, process, process, message, content));
    if (trace !== undefined) this.tell(process, process, message, { kind: "due", at: [now] });
  }

  /** Nobody hears it: the twin of its sender is heard there. */
  hush(from: ProcessId, to: NodeId, said: Said): void {
    this.world.digest.add((from << 16) ^ to, said.content);
    this.lose(from, to as number, said, "lie");
  }

  /** Whether the fate at this place of the schedule met its message. */
  hasMet(move: number): boolean {
    return this.fates?.hasMet(move) === true;
  }

  cut(cut: Cut): void {
    this.linksNow().cut(cut);
  }

  clog(clog: Clog): void {
    this.linksNow().clog(clog);
  }

  /** Says whether that is new. */
  slow(process: ProcessId, by: Ticks): boolean {
    return this.linksNow().slow(process, by);
  }

  /** Ends all cuts, lets through what was held, and says whether there was anything to heal. */
  heal(): boolean {
    if (this.links?.heal() !== true) return false;
    this.world.agenda.release();
    return true;
  }

  /** From now on nothing is lost and a message takes 1 to Δ ticks; what is in flight arrives within Δ. */
  calm(delta: Ticks): void {
    this.links = undefined;
    this.fairDelta = delta;
    const { agenda, alarms, now } = this.world;
    alarms?.calm();
    agenda.release();
    agenda.hasten(now + delta);
    for (const copy of this.queue?.empty() ?? []) this.land(copy, now + this.fairDelay(copy.roll));
  }

  /** A round of the shuffled weather: half of what waits leaves the queue. */
  round(): void {
    const { agenda, now } = this.world;
    const queue = this.queue!;
    const { delivered, lost } = queue.leave(now);
    agenda.size -= delivered.length + lost.length;
    for (const copy of delivered) this.land(copy, now + copy.lag);
    for (const { from, process: to, said, nth, sent } of lost) this.drown(from, to, said, nth, sent);
    if (queue.size > 0) this.planRound(queue);
  }

  private linksNow(): Links {
    return (this.links ??= new Links());
  }

  private deliver(from: ProcessId, to: ProcessId, { message, content }: Said, delay: Ticks): void {
    const { agenda, now } = this.world;
    const at = now + delay + (this.links === undefined ? 0 : this.links.lag(from, to));
    const due = new Due(at, MESSAGE, to, from, message, content);
    if (this.links !== undefined && this.links.isClogged(from, to)) agenda.hold(due);
    else agenda.plan(due);
    if (this.world.trace !== undefined) this.tell(from, to, message, { kind: "due", at: [at] });
  }

  private lose(from: ProcessId, to: ProcessId, { message }: Said, because: "cut" | "fate" | "lie"): void {
    if (this.world.trace !== undefined) this.tell(from, to, message, { kind: "lost", because });
  }

  private meet(doom: Doom, from: ProcessId, to: ProcessId, said: Said): void {
    if (doom.isDropped) return this.lose(from, to, said, "fate");
    this.deliver(from, to, said, 1 + doom.late);
    if (doom.again > 0) this.deliver(from, to, said, 1 + doom.late + doom.again);
  }

  /** What rough weather does to a copy. */
  private toss(from: ProcessId, to: ProcessId, said: Said, nth: number): void {
    const { delayTicksMin, delayTicksMax, lossPermille, duplicatePermille } = this.rough!;
    const roll = this.rollOf(from, to, said, nth);
    if (lossPermille > 0 && choose(mix(roll, LOSS), 1000) < lossPermille) return this.drown(from, to, said, nth);
    const range = delayTicksMax - delayTicksMin + 1;
    let delay = delayTicksMin + choose(mix(roll, DELAY), range);
    if (this.lastDue !== undefined) delay = this.inOrder(this.lastDue, from, to, delay);
    this.deliver(from, to, said, delay);
    if (this.world.isRecorded && delay > 1) this.record(from, to, said, nth, { kind: "delay", by: delay - 1 });
    if (duplicatePermille === 0 || choose(mix(roll, DUPLICATION), 1000) >= duplicatePermille) return;
    const after = 1 + choose(mix(roll, AGAIN), range);
    this.deliver(from, to, said, delay + after);
    if (this.world.isRecorded) this.record(from, to, said, nth, { kind: "duplicate", after });
  }

  /** The delay with which a copy does not overtake the one before it on its link. */
  private inOrder(lastDue: Map<number, Tick>, from: ProcessId, to: ProcessId, delay: Ticks): Ticks {
    const sailed = this.world.now + (this.links === undefined ? 0 : this.links.lag(from, to));
    const link = from * PROCESSES_MAX + to;
    const at = Math.max(sailed + delay, lastDue.get(link) ?? 0);
    lastDue.set(link, at);
    return at - sailed;
  }

  /** How a copy travels in rounds. */
  private travel(from: ProcessId, to: ProcessId, said: Said, nth: number): void {
    const { everyTicks, delayMin, delayMax, againPermille, lostPerMillion } = this.rounds!;
    const roll = this.rollOf(from, to, said, nth);
    if (lostPerMillion > 0 && choose(mix(roll, LOSS), 1_000_000) < lostPerMillion) return this.drown(from, to, said, nth);
    let round = Math.floor(this.world.now / everyTicks) + 1 + delayMin;
    if (delayMax > delayMin) round += choose(mix(roll, DELAY), delayMax - delayMin + 1);
    if (againPermille > 0) round += this.timesAgain(mix(roll, AGAIN), againPermille);
    const delay = round * everyTicks - this.world.now;
    this.deliver(from, to, said, delay);
    if (this.world.isRecorded && delay > 1) this.record(from, to, said, nth, { kind: "delay", by: delay - 1 });
  }

  private timesAgain(roll: number, againPermille: number): number {
    let times = 0;
    while (times < AGAIN_MAX && choose(mix(roll, times), 1000) < againPermille) times++;
    return times;
  }

  /** A copy joins the queue of the shuffled weather. One that is held back waits for its links alone. */
  private wait(from: ProcessId, to: ProcessId, said: Said, nth: number): void {
    const { links, world } = this;
    const queue = this.queue!;
    if (links?.isClogged(from, to) === true) return this.deliver(from, to, said, 1);
    if (queue.size === 0) this.planRound(queue);
    const lag = links === undefined ? 0 : links.lag(from, to);
    queue.add(new Queued(to, from, said, { nth, roll: this.rollOf(from, to, said, nth), sent: world.now, lag }));
    // What waits in the queue is as much in flight as what is planned.
    world.agenda.size++;
  }

  private planRound(queue: Queue): void {
    const { agenda, now } = this.world;
    agenda.plan(new Due(queue.nextRound(now), ROUND, 0, 0, undefined, 0));
  }

  /** A copy that has left the queue arrives. */
  private land(copy: Queued, at: Tick): void {
    const { agenda, isRecorded, trace } = this.world;
    copy.at = at;
    agenda.plan(copy);
    if (trace === undefined && !isRecorded) return;
    const { from, process: to, said, nth, sent, lag } = copy;
    const by = at - lag - sent - 1;
    if (trace !== undefined) this.tell(from, to, said.message, { kind: "due", at: [at] }, sent);
    if (isRecorded && by > 0) this.record(from, to, said, nth, { kind: "delay", by });
  }

  private drown(from: ProcessId, to: ProcessId, said: Said, nth: number, sent = this.world.now): void {
    if (this.world.isRecorded) this.record(from, to, said, nth, { kind: "drop" });
    if (this.world.trace !== undefined) this.tell(from, to, said.message, { kind: "lost", because: "weather" }, sent);
  }

  private rollOf(from: ProcessId, to: ProcessId, said: Said, nth: number): number {
    return mix(mix(mix(mix(this.world.salt, from), to), said.identity), nth);
  }

  /** The worst is at the ends: half of all messages take the whole of Δ, a quarter the shortest way. */
  private fairDelay(roll: number): Ticks {
    const fair = mix(roll, FAIR);
    if ((fair & 1) === 0) return this.fairDelta;
    return (fair & 2) === 0 ? 1 : 1 + choose(fair, this.fairDelta);
  }

  private record(from: ProcessId, to: ProcessId, said: Said, nth: number, then: Then): void {
    this.world.rolled.push({ kind: "fate", message: { from, to, identity: this.world.identityOf(said.message), nth }, then });
  }

  private tell(from: ProcessId, to: ProcessId, message: unknown, becomes: Becomes, at = this.world.now): void {
    const { digest, trace } = this.world;
    trace!.add({ kind: "send", at, from, to, message, becomes }, digitsOf(digest.high, digest.low));
  }
}
