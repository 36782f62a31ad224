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
  ],
  methods: [
    ["Math", "random"],
    ["String.prototype", "localeCompare"],
    ["String.prototype", "toLocaleUpperCase"],
    ["String.prototype", "toLocaleLowerCase"],
    ["Number.prototype", "toLocaleString"],
    ["Array.prototype", "toLocaleString"],
  ],
} as const;

/**
 * Puts a getter over each of them, once and before any protocol is loaded. While no run goes on it answers as ever; during one
 * it throws, which is the protocol's panic. Swapping the globals for every run would cost as much as the run.
 */
export const raiseFence = (): void => {
  for (const name of FENCED.globals) guard(globalThis, name, name);
  for (const [holder, name] of FENCED.methods) guard(HOLDERS[holder], name, `${holder}.${name}`);
};

const HOLDERS = {
  Math,
  "String.prototype": String.prototype,
  "Number.prototype": Number.prototype,
  "Array.prototype": Array.prototype,
};

const guard = (holder: object, name: string, title: string): void => {
  const held = Object.getOwnPropertyDescriptor(holder, name);
  if (held === undefined || held.configurable !== true || fenced.has(title)) return;
  fenced.add(title);
  const { enumerable = false } = held;
  let { get, value } = held;
  Object.defineProperty(holder, name, {
    configurable: true,
    enumerable,
    get(this: unknown): unknown {
      if (fence.isArmed) throw new Error(`${title} is outside of the run: use self.now, self.below and timers`);
      return get === undefined ? value : get.call(this);
    },
    // Test runners put timers of their own here, and put the old ones back: the fence stays up around whatever it is.
    set(this: object, assigned: unknown): void {
      if (this === holder) [get, value] = [undefined, assigned];
      else Object.defineProperty(this, name, { value: assigned, configurable: true, writable: true, enumerable });
    },
  });
};

const fenced = new Set<string>();
