import fc from "fast-check";

/** How many nodes there are where these are said: from this number on nobody has it. */
const NODES = 12;

/** What is wrong for anything: of another sort, missing, or no number that leaves a node. */
const NEVER = [undefined, null, true, "", "7", "__proto__", "constructor", Number.NaN, Infinity, -Infinity, 0.5, 2 ** 53, -(2 ** 53), 1n];
const NESTED = [[], {}, [[7]], { block: 7 }, Object.freeze({ valueOf: () => 7 }), () => 7];

type Wrong = readonly unknown[];
const FLAG: Wrong = [...NEVER.filter((one) => one !== true), ...NESTED, 0, 1];
const WHOLE: Wrong = [...NEVER, ...NESTED];
const NAME: Wrong = [...WHOLE, -1, -7];
const VOTED: Wrong = [...NAME, 0, -0];
const MASK: Wrong = [...NAME, 0x100, 2 ** 32, 2 ** 40];
const NODE: Wrong = [...NAME, NODES, NODES + 1, 2 ** 31];
const TARGET: Wrong = NODE.filter((one) => one !== -1);
const LIST: Wrong = [...NEVER, {}, { length: 1 }, () => [], 7];
const PARTS: Wrong = [...LIST, [undefined], [null], [7], [{}], [[]], ["__proto__"]];
const BODY: Wrong = [...NEVER, ...NESTED, 7];
const KIND: Wrong = [...NEVER, ...NESTED, 7, "Vote", "answer", "toString", "hasOwnProperty", "batches"];
/** A vote may lack a ticket. */
const TICKET_OF_VOTE: Wrong = WHOLE.filter((one) => one !== undefined);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }),
  fc.maxSafeInteger(),
);

/** A sound message, and for each of its fields what must not stand there. */
interface Shape {
  readonly sound: object;
  readonly wrong: Readonly<Record<string, Wrong>>;
}

const part = { token: 1, last: 0, key: 5, signature: 0 };
const body = { block: 9, time: 0, parts: [part] };
const vote = { kind: "vote", block: 9, mask: 1, asks: true, ticket: 3, time: 0 };
const query = { kind: "query", block: 9, target: -1, ticket: 3, time: 0 };

const VOTE = { kind: KIND, block: VOTED, mask: MASK, asks: FLAG, ticket: TICKET_OF_VOTE, time: WHOLE };
const QUERY = { kind: KIND, block: NAME, target: TARGET, ticket: WHOLE, time: WHOLE };
const PART = { token: NAME, last: NAME, key: NAME, signature: NAME };
const BLOCK = { block: VOTED, time: WHOLE, parts: PARTS, ...within("parts.0", PART) };

function within(path: string, fields: Readonly<Record<string, Wrong>>): Readonly<Record<string, Wrong>> {
  return Object.fromEntries(Object.entries(fields).map(([field, wrong]) => [`${path}.${field}`, wrong]));
}

const SHAPES: readonly Shape[] = [
  { sound: vote, wrong: VOTE },
  { sound: query, wrong: QUERY },
  {
    sound: { kind: "block", body, ticket: 3, time: 0 },
    wrong: { kind: KIND, body: BODY, ticket: WHOLE, time: WHOLE, ...within("body", BLOCK) },
  },
  {
    sound: { kind: "news", body, mask: 1, ticket: 1, time: 0 },
    wrong: { kind: KIND, body: BODY, mask: MASK, ticket: WHOLE, time: WHOLE, ...within("body", BLOCK) },
  },
  {
    sound: { kind: "referral", block: 9, high: 1, low: 2, ticket: 3, time: 0 },
    wrong: { kind: KIND, block: NAME, high: NODE, low: NODE, ticket: WHOLE, time: WHOLE },
  },
  {
    sound: { kind: "batch", requests: [query, vote], time: 0 },
    wrong: { kind: KIND, requests: [...LIST, [null], [7], [{}], [[]]], ...within("requests.0", QUERY), ...within("requests.1", VOTE) },
  },
];

/** A batch within a batch, and a body where a request belongs. */
const ODD = [
  { kind: "batch", requests: [{ kind: "batch", requests: [], time: 0 }], time: 0 },
  { kind: "batch", requests: [vote, { kind: "block", body, ticket: 3, time: 0 }], time: 0 },
  { kind: "__proto__" },
  JSON.parse('{ "kind": "vote", "__proto__": { "block": 9, "mask": 1, "asks": true, "time": 0 } }') as object,
  Object.create({ kind: "vote" }) as object,
];

/** All messages with one field wrong, and what is no message at all. */
export const MISSHAPEN: readonly unknown[] = [
  ...SHAPES.flatMap(({ sound, wrong }) =>
    Object.entries(wrong).flatMap(([path, values]) => values.map((value) => changed(sound, path.split("."), value))),
  ),
  ...ODD,
  ...[null, undefined, 7, Number.NaN, "vote", true, [], () => vote, 1n],
];

function changed(whole: unknown, [field, ...path]: readonly string[], value: unknown): unknown {
  if (typeof whole !== "object" || whole === null) return whole;
  const copy: object = Array.isArray(whole) ? whole.slice() : { ...whole };
  const inner = (whole as Readonly<Record<string, unknown>>)[field!];
  return Object.assign(copy, { [field!]: path.length === 0 ? value : changed(inner, path, value) });
}

/** Messages with anything at all in any of their fields, some of which are sound. */
export const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything(),
  fc.constantFrom(...SHAPES).chain(({ sound, wrong }) =>
    fc
      .record({
        paths: fc.subarray(Object.keys(wrong), { minLength: 1, maxLength: 3 }),
        values: fc.array(anything, { minLength: 3, maxLength: 3 }),
      })
      .map(({ paths, values }) => paths.reduce<unknown>((message, path, place) => changed(message, path.split("."), values[place]), sound)),
  ),
);
