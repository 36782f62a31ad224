import { Agenda } from "./agenda.ts";
import type { Parts, Plain, Protocol, Tick } from "./contract.ts";
import { saltOf, seedOf } from "./dice.ts";
import { Digest } from "./digest.ts";
import { Effects } from "./effects.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Event } from "./history.ts";
import type { Alarms } from "./alarms.ts";
import type { Fate, Setup, TimerFate } from "./schedule.ts";
import { Tally } from "./tally.ts";
import { peersIn } from "./topology.ts";
import type { Neighbours } from "./topology.ts";
import type { Trace } from "./trace.ts";
import type { Twins } from "./twins.ts";

/** How a run is watched. None of it changes what happens. */
export interface Watch {
  /** Freezes all that leaves a node, so that a later change to it throws. */
  readonly isFrozen?: boolean;
  /** Re-inserts every Map and Set of a node's state in reverse before each handler. */
  readonly isPermuted?: boolean;
  /** Names the fates that the weather rolls. */
  readonly isRecorded?: boolean;
  readonly trace?: Trace;
  /** The most events a run may have. */
  readonly eventsMax?: number | undefined;
  /** The most that may be due at once: a great network has more in flight than any small one talks itself into. */
  readonly dueMax?: number | undefined;
}

/** What was said: a message with the hash of all of it and of what it means. A broadcast is one. */
export interface Said {
  readonly message: unknown;
  readonly content: number;
  readonly identity: number;
}

/** What all processes of one run share. Built afresh for every run, so that nothing leaks from one into the next. */
export class World {
  now: Tick = 0;
  readonly agenda = new Agenda();
  readonly digest = new Digest();
  readonly effects = new Effects();
  readonly history: Event[] = [];
  readonly spoken = new Tally();
  /** The fates that chance in the weather chose, when they are recorded. */
  readonly rolled: (Fate | TimerFate)[] = [];
  /** What decides when timers fire, where anything but their own time does. */
  alarms: Alarms | undefined = undefined;
  /** Second copies of nodes, where there are any. */
  twins: Twins | undefined = undefined;
  readonly protocol: Protocol<Parts>;
  readonly config: Plain;
  readonly nodes: number;
  readonly peersOf: Neighbours;
  readonly salt: number;
  readonly isFrozen: boolean;
  readonly isPermuted: boolean;
  readonly isRecorded: boolean;
  readonly trace: Trace | undefined;
  private last: Said | undefined = undefined;

  constructor(protocol: Protocol<Parts>, config: Plain, setup: Setup, watch: Watch) {
    this.protocol = protocol;
    this.config = config;
    this.nodes = setup.nodes;
    this.salt = saltOf(seedOf(setup.seed));
    this.peersOf = peersIn(setup, this.salt);
    this.isFrozen = watch.isFrozen === true;
    this.isPermuted = watch.isPermuted === true;
    this.isRecorded = watch.isRecorded === true;
    this.trace = watch.trace;
  }

  /** Hashes a message once, however many it is sent to. */
  say(message: unknown): Said {
    if (this.last !== undefined && this.last.message === message) return this.last;
    const content = fingerprint(message);
    const { identify } = this.protocol;
    const identity = identify === undefined ? content : fingerprint(identify(message as never));
    return (this.last = { message, content, identity });
  }

  /** What a message says, as a file names it. */
  identityOf(message: unknown): Plain {
    const { identify } = this.protocol;
    return identify === undefined ? (message as Plain) : identify(message as never);
  }
}
