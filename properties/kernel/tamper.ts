import { choose, fingerprint, mix } from "#kernel";
import type { Disk, Parts, Plain, Protocol, Self, Tagged } from "#kernel";

/** One change to one run: at its `at`-th occasion, one thing is other than it would have been. */
export interface Tampering {
  readonly what: "state" | "message" | "observation" | "record" | "timer";
  readonly at: number;
  readonly seed: number;
}

/** A protocol that behaves as ever but for one change, and whether the occasion for it came. */
export interface Tampered {
  readonly protocol: Protocol<Parts>;
  isDone(): boolean;
}

/** Wraps a protocol around. Without a tampering it is the plain one in every respect. */
export const tampered = (protocol: Protocol<Parts>, tampering?: Tampering): Tampered => {
  const chance = new Chance(tampering);
  const { start, submit, receive, timeout } = protocol;
  return {
    isDone: () => chance.isDone,
    protocol: {
      ...protocol,
      start(self) {
        const state = start(wrapped(self, chance));
        chance.bend(state);
        return state;
      },
      submit(state, call, self) {
        submit(state, call, wrapped(self, chance));
        chance.bend(state);
      },
      receive(state, from, message, self) {
        receive(state, from, message, wrapped(self, chance));
        chance.bend(state);
      },
      timeout(state, timer, self) {
        timeout(state, timer, wrapped(self, chance));
        chance.bend(state);
      },
    },
  };
};

/** Waits for its occasion, and takes it once. */
class Chance {
  isDone = false;
  private left: number;
  private readonly tampering: Tampering | undefined;
  constructor(tampering: Tampering | undefined) {
    this.tampering = tampering;
    this.left = tampering?.at ?? 0;
  }

  /** Whether this is the occasion. */
  isNow(what: Tampering["what"]): boolean {
    if (this.isDone || this.tampering?.what !== what || this.left-- > 0) return false;
    return (this.isDone = true);
  }

  roll(bound: number): number {
    return choose(mix(this.tampering!.seed, 0x7a39), bound);
  }

  /** Changes one field of a state, if this is the occasion and it has a field to change. */
  bend(state: object): void {
    if (!this.isNow("state")) return;
    const changes = changesOf(state);
    const before = fingerprint(state);
    changes[this.roll(changes.length)]?.();
    this.isDone = fingerprint(state) !== before;
  }

  /** A copy with one field changed. */
  edit<T extends object>(record: T): T {
    const copy = structuredClone(record);
    const changes = changesOf(copy);
    changes[this.roll(changes.length)]!();
    return copy;
  }
}

/** Every change of one field, one member or one entry, all the way down. What is frozen has been let go of and stays. */
const changesOf = (value: unknown): (() => void)[] => {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return [];
  if (Array.isArray(value)) return [() => void (value.length > 0 ? value.pop() : value.push(7)), ...value.flatMap(changesOf)];
  if (value instanceof Map) return [...changesOfMap(value), ...[...value.values()].flatMap(changesOf)];
  const record = value as Record<string, unknown>;
  return Object.keys(record).flatMap((key) => [() => void (record[key] = other(record[key])), ...changesOf(record[key])]);
};

const changesOfMap = (map: Map<unknown, unknown>): (() => void)[] =>
  [...map.keys()].flatMap((key) => [() => void map.delete(key), () => void map.set(key, other(map.get(key)))]);

const other = (value: unknown): unknown => {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return `${value}?`;
  return value === undefined ? 7 : undefined;
};

const wrapped = (self: Self<Parts>, chance: Chance): Self<Parts> => {
  const edited = (message: Tagged) => (chance.isNow("message") ? chance.edit(message) : message);
  const own: Partial<Self<Parts>> = {
    disk: diskOf(self.disk, chance),
    send: (to, message) => self.send(to, edited(message)),
    broadcast: (message) => self.broadcast(edited(message)),
    arm: (timer, after) => self.arm(timer, chance.isNow("timer") ? Math.max(1, after) + 1 : after),
    decide: (instance, value) => decide(self, instance, value, chance),
  };
  return Object.assign(Object.create(self) as Self<Parts>, own);
};

/** Kept back, said twice, said in another word, or of another value. */
const decide = (self: Self<Parts>, instance: Plain, value: Plain, chance: Chance): void => {
  if (!chance.isNow("observation")) return self.decide(instance, value);
  switch (chance.roll(4)) {
    case 0:
      return;
    case 1:
      self.decide(instance, value);
      return self.decide(instance, value);
    case 2:
      return self.observe({ kind: "lock", instance, value });
    default:
      return self.decide(instance, [value]);
  }
};

const diskOf = (disk: Disk<Parts>, chance: Chance): Disk<Parts> => ({
  journal: disk.journal,
  read: (cell) => disk.read(cell),
  write: (cell, value) => disk.write(cell, value),
  append: (record) => disk.append(chance.isNow("record") ? chance.edit(record as object) : record),
  truncate: (length) => disk.truncate(length),
  sync: () => disk.sync(),
});
