import { Due, MESSAGE, NOTHING } from "./agenda.ts";
import { Alarms } from "./alarms.ts";
import type { NodeId, ProcessId, Ticks } from "./contract.ts";
import { choose, digitsOf, mix } from "./dice.ts";
import { fatesIn } from "./fates.ts";
import type { Doom, Fates } from "./fates.ts";
import { Links } from "./links.ts";
import type { Clog, Cut, Move, Then, Weather } from "./schedule.ts";
import type { Becomes } from "./trace.ts";
import type { Said, World } from "./world.ts";

/** Salts, so that loss, delay and duplication of one message are independent of each other. */
const LOSS = 0x1001;
const DELAY = 0x1002;
const DUPLICATION = 0x1003;
const AGAIN = 0x1004;
const FAIR = 0x1005;

/** Carries what is said. Cuts, named fates and weather decide, in this order, what becomes of each copy. */
export class Network {
  private readonly fates: Fates | undefined;
  /** What moves have made of the links, where they have. */
  private links: Links | undefined = undefined;
  private fairDelta: Ticks = 0;
  private readonly world: World;
  private readonly weather: Weather;

  constructor(world: World, weather: Weather, moves: readonly Move[]) {
    this.world = world;
    this.weather = weather;
    this.fates = fatesIn(moves);
    const timers = weather === "calm" ? undefined : weather.timers;
    if (timers !== undefined || this.fates?.hasTimers === true) world.alarms = new Alarms(world, this.fates, timers);
  }

  /** Sends one copy on its way. `nth` counts how often the sender has said this before. */
  carry(from: ProcessId, to: ProcessId, said: Said, nth: number): void {
    // What is lost on the way was said all the same.
    this.world.digest.add((from << 16) ^ to, said.content);
    if (this.fairDelta > 0) return this.deliver(from, to, said, this.fairDelay(this.rollOf(from, to, said, nth)));
    if (this.links?.isCut(from, to) === true) return this.lose(from, to, said, "cut");
    const doom = this.fates?.find(from, to, said.identity, nth);
    if (doom !== undefined) return this.meet(doom, from, to, said);
    if (this.weather === "calm") return this.deliver(from, to, said, 1);
    this.weatherTakes(from, to, said, nth);
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
    for (const due of agenda.empty()) {
      if (due.kind === NOTHING) continue;
      if (due.kind === MESSAGE && due.at > now + delta)
        agenda.plan(new Due(now + delta, MESSAGE, due.process, due.from, due.what, due.hash));
      else agenda.plan(due);
    }
  }

  private linksNow(): Links {
    return (this.links ??= new Links());
  }

  private deliver(from: ProcessId, to: ProcessId, { message, content }: Said, delay: Ticks): void {
    const { agenda, now } = this.world;
    const at = now + delay + (this.links === undefined ? 0 : this.links.lag(from, to));
    const due = new Due(at, MESSAGE, to, from, message, content);
    if (this.links?.isClogged(from, to) === true) agenda.hold(due);
    else agenda.plan(due);
    if (this.world.trace !== undefined) this.tell(from, to, message, { kind: "due", at: [at] });
  }

  private lose(from: ProcessId, to: ProcessId, { message }: Said, because: "cut" | "weather" | "fate" | "lie"): void {
    if (this.world.trace !== undefined) this.tell(from, to, message, { kind: "lost", because });
  }

  private meet(doom: Doom, from: ProcessId, to: ProcessId, said: Said): void {
    if (doom.isDropped) return this.lose(from, to, said, "fate");
    this.deliver(from, to, said, 1 + doom.late);
    if (doom.again > 0) this.deliver(from, to, said, 1 + doom.late + doom.again);
  }

  private weatherTakes(from: ProcessId, to: ProcessId, said: Said, nth: number): void {
    const weather = this.weather;
    if (weather === "calm") return;
    const roll = this.rollOf(from, to, said, nth);
    if (weather.lossPermille > 0 && choose(mix(roll, LOSS), 1000) < weather.lossPermille) {
      if (this.world.isRecorded) this.record(from, to, said, nth, { kind: "drop" });
      return this.lose(from, to, said, "weather");
    }
    const range = weather.delayTicksMax - weather.delayTicksMin + 1;
    const delay = weather.delayTicksMin + choose(mix(roll, DELAY), range);
    this.deliver(from, to, said, delay);
    if (this.world.isRecorded && delay > 1) this.record(from, to, said, nth, { kind: "delay", by: delay - 1 });
    if (weather.duplicatePermille === 0 || choose(mix(roll, DUPLICATION), 1000) >= weather.duplicatePermille) return;
    const after = 1 + choose(mix(roll, AGAIN), range);
    this.deliver(from, to, said, delay + after);
    if (this.world.isRecorded) this.record(from, to, said, nth, { kind: "duplicate", after });
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

  private tell(from: ProcessId, to: ProcessId, message: unknown, becomes: Becomes): void {
    const { now, digest, trace } = this.world;
    trace!.add({ kind: "send", at: now, from, to, message, becomes }, digitsOf(digest.high, digest.low));
  }
}
