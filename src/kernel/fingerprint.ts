import { mix } from "./dice.ts";
import { stampedWhole } from "./stamp.ts";

/**
 * A structural hash of plain data. Maps, Sets and keys of records are hashed free of their order, arrays in theirs: two
 * states that hold the same are equal, however they came to hold it. What is not plain data is refused.
 */
export const fingerprint = (value: unknown): number => {
  if (typeof value === "number") return ofNumber(value);
  if (typeof value === "object") return value === null ? 0x510e527f : ofObject(value);
  if (typeof value === "string") return ofText(value);
  if (typeof value === "boolean") return value ? 0x3c6ef372 : 0x1f83d9ab;
  if (value === undefined) return 0x5be0cd19;
  throw new NotPlain(`a ${typeof value} is not plain data`);
};

/** Something that cannot be copied, compared or sent: it stays inside, or it is a leak of the outer world. */
export class NotPlain extends Error {
  override readonly name = "NotPlain";
}

const ofNumber = (value: number): number => {
  if ((value | 0) === value) return Math.imul(value ^ 0x6a09e667, 0x9e3779b1);
  if (!Number.isSafeInteger(value)) throw new NotPlain(`${value} is not a safe integer`);
  return mix(mix(0x6a09e667, value | 0), Math.floor(value / 0x100000000));
};

// Words recur (kinds, names of fields) and hashing their letters anew is the dearest part of a fingerprint. A pure cache: it
// changes no answer. It is bounded because texts that never recur would fill it for nothing.
const TEXTS_MAX = 10_000;
const texts = new Map<string, number>();

const ofText = (text: string): number => {
  const known = texts.get(text);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  if (texts.size < TEXTS_MAX) texts.set(text, hash);
  return hash;
};

const ofObject = (value: object): number => {
  if (Array.isArray(value)) return ofList(value);
  const stamped = stampedWhole(value);
  if (stamped !== undefined) return stamped;
  if (value.constructor === Object) return ofSum(sumOfFields(value));
  if (value instanceof Map) return ofMap(value);
  if (value instanceof Set) return ofSet(value);
  if (ArrayBuffer.isView(value)) return ofWords(value);
  return ofRecord(value);
};

const ofList = (list: readonly unknown[]): number => {
  let hash = mix(0x428a2f98, list.length);
  for (let i = 0; i < list.length; i++) hash = mix(hash, fingerprint(list[i]));
  return hash;
};

const ofMap = (map: ReadonlyMap<unknown, unknown>): number => {
  let sum = 0;
  // Taking the pair apart in the head of the loop costs more than all the rest of it.
  for (const entry of map) sum = (sum + mix(fingerprint(entry[0]), fingerprint(entry[1]))) | 0;
  return mix(mix(0x71374491, map.size), sum);
};

const ofSet = (set: ReadonlySet<unknown>): number => {
  let sum = 0;
  for (const member of set) sum = (sum + mix(0x59f111f1, fingerprint(member))) | 0;
  return mix(mix(0x3956c25b, set.size), sum);
};

const ofWords = (view: ArrayBufferView): number => {
  if (!(view instanceof Int32Array || view instanceof Uint32Array || view instanceof Uint8Array || view instanceof Uint16Array))
    throw new NotPlain(`a ${view.constructor.name} is not plain data`);
  let hash = mix(0x12835b01, view.length);
  for (let i = 0; i < view.length; i++) hash = mix(hash, view[i]!);
  return hash;
};

const ofRecord = (record: object): number => {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== Object.prototype && prototype !== null) throw new NotPlain(`a ${record.constructor.name} is not plain data`);
  return ofSum(sumOfFields(record));
};

/** The hash of a record whose fields come to this sum. */
export const ofSum = (sum: number): number => mix(0x243185be, sum);

/** The sum over the fields of a record. A key that holds `undefined` counts as absent, as it would in a file. */
export const sumOfFields = (record: object): number => {
  let sum = 0;
  let path = ROOT;
  // The one `for…in` of the kernel: it is a sixth faster than Object.keys, and a sum does not care for order.
  for (const key in record) {
    path = follow(path, key);
    const held = (record as Record<string, unknown>)[key];
    if (held !== undefined) sum = (sum + mix(path.hash, fingerprint(held))) | 0;
  }
  return sum;
};

interface Path {
  readonly key: string;
  readonly hash: number;
  first: Path | undefined;
  beside: Path | undefined;
}
const ROOT: Path = { key: "", hash: 0, first: undefined, beside: undefined };

const follow = (path: Path, key: string): Path => {
  for (let next = path.first; next !== undefined; next = next.beside) if (next.key === key) return next;
  return (path.first = { key, hash: ofText(key), first: undefined, beside: path.first });
};
