import type { Leak } from "./leak.ts";
import { saying } from "./leak.ts";

/** What only the fence sees at once: a protocol reaches for the outer world by its name. */
export const fenced: readonly Leak[] = [
  saying("fence", "Date.now", () => Date.now()),
  saying("fence", "new Date", () => new Date().getTime()),
  saying("fence", "Date as a function", () => Date().length),
  saying("fence", "performance.now", () => Math.floor(performance.now())),
  // oxlint-disable-next-line no-restricted-properties -- This is the leak.
  saying("fence", "Math.random", () => Math.floor(Math.random() * 1000)),
  saying("fence", "crypto.randomUUID", () => crypto.randomUUID()),
  saying("fence", "crypto.getRandomValues", () => crypto.getRandomValues(new Uint32Array(1))[0]),
  saying("fence", "process.env", () => process.env["PATH"]?.length),
  saying("fence", "process.hrtime", () => process.hrtime()[1]),
  saying("fence", "process.pid", () => process.pid),
  saying("fence", "process.memoryUsage", () => process.memoryUsage().heapUsed),
  saying("fence", "process.nextTick", (state) => {
    process.nextTick(() => state.rounds++);
    return 0;
  }),
  saying("fence", "setTimeout", (state) => {
    setTimeout(() => state.rounds++, 0);
    return 0;
  }),
  saying("fence", "setInterval", (state) => {
    setInterval(() => state.rounds++, 1000).unref();
    return 0;
  }),
  saying("fence", "setImmediate", (state) => {
    setImmediate(() => state.rounds++);
    return 0;
  }),
  saying("fence", "queueMicrotask", (state) => {
    queueMicrotask(() => state.rounds++);
    return 0;
  }),
  saying("fence", "Promise.resolve", (state) => {
    void Promise.resolve().then(() => state.rounds++);
    return 0;
  }),
  saying("fence", "WeakRef", () => (new WeakRef({}).deref() === undefined ? 1 : 0)),
  saying("fence", "FinalizationRegistry", (state) => {
    new FinalizationRegistry(() => state.rounds++).register({}, 0);
    return 0;
  }),
  saying("fence", "SharedArrayBuffer", () => new SharedArrayBuffer(8).byteLength),
  saying("fence", "Atomics", () => Atomics.load(new Int32Array(2), 0)),
  saying("fence", "fetch", () => fetch.length),
  saying("fence", "localeCompare", () => "ä".localeCompare("z")),
  saying("fence", "toLocaleUpperCase", () => "i".toLocaleUpperCase()),
  saying("fence", "toLocaleLowerCase", () => "I".toLocaleLowerCase()),
  saying("fence", "Number.toLocaleString", () => (1234).toLocaleString()),
  saying("fence", "Array.toLocaleString", () => [1234, 5].toLocaleString()),
  saying("fence", "Intl.DateTimeFormat", () => new Intl.DateTimeFormat().resolvedOptions().timeZone),
];
