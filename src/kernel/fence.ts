/** Whether a run is going on, in which the outer world is out of reach. */
export const fence = { isArmed: false };

/** What a protocol must not touch: its answers come from outside the run. */
export const FENCED = {
  globals: [
    "Date",
    "performance",
    "crypto",
    "process",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "queueMicrotask",
    "fetch",
    "Promise",
    "WeakRef",
    "FinalizationRegistry",
    "SharedArrayBuffer",
    "Atomics",
    "Intl",
    "navigator",
    "MessageChannel",
    "BroadcastChannel",
    "AbortSignal",
    "WebSocket",
  ],
  methods: [
    ["Math", "random"],
    ["String.prototype", "localeCompare"],
    ["String.prototype", "toLocaleUpperCase"],
    ["String.prototype", "toLocaleLowerCase"],
    ["Number.prototype", "toLocaleString"],
    ["BigInt.prototype", "toLocaleString"],
    ["Array.prototype", "toLocaleString"],
  ],
} as const;

/**
 * Puts a guard before each of them, once and before any protocol is loaded. While no run goes on they answer as ever; during one
 * they throw, which is the protocol's panic. Swapping the globals for every run would cost as much as the run.
 */
export const raiseFence = (): void => {
  for (const name of FENCED.globals) hide(globalThis, name);
  for (const [holder, name] of FENCED.methods) wrap(HOLDERS[holder], name, `${holder}.${name}`);
};

const HOLDERS = {
  Math,
  "String.prototype": String.prototype,
  "Number.prototype": Number.prototype,
  "BigInt.prototype": BigInt.prototype,
  "Array.prototype": Array.prototype,
};

/** A global throws when it is read: a getter in its place sees to that. */
const hide = (holder: object, name: string): void => {
  const held = unfenced(holder, name, name);
  if (held === undefined) return;
  const { enumerable = false } = held;
  let { get, value } = held;
  Object.defineProperty(holder, name, {
    configurable: true,
    enumerable,
    get(this: unknown): unknown {
      if (fence.isArmed) throw outside(name);
      return get === undefined ? value : get.call(this);
    },
    // Test runners put timers of their own here, and put the old ones back: the fence stays up around whatever it is.
    set(this: object, assigned: unknown): void {
      if (this === holder) [get, value] = [undefined, assigned];
      else Object.defineProperty(this, name, { value: assigned, configurable: true, writable: true, enumerable });
    },
  });
};

/**
 * A method throws when it is called, also by who took it along between the raising of the fence and the run. A getter in its place
 * would make a table of its holder, to be searched for every `Math.imul`: a fifth of a hunt.
 */
const wrap = (holder: object, name: string, title: string): void => {
  const held = unfenced(holder, name, title);
  if (held === undefined) return;
  const method = held.value as (...words: unknown[]) => unknown;
  const guarded = function (this: unknown, ...words: unknown[]): unknown {
    if (fence.isArmed) throw outside(title);
    return method.apply(this, words);
  };
  Object.defineProperty(holder, name, { ...held, value: guarded });
};

/** What stands there, the first time that it is asked for. */
const unfenced = (holder: object, name: string, title: string): PropertyDescriptor | undefined => {
  const held = Object.getOwnPropertyDescriptor(holder, name);
  if (held === undefined || held.configurable !== true || fenced.has(title)) return undefined;
  fenced.add(title);
  return held;
};

const outside = (title: string): Error =>
  new Error(`${title} is outside of the run: for time and chance there are self.now, self.below and timers`);

const fenced = new Set<string>();
