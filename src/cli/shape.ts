import type * as z from "zod";

/**
 * What values are like: finds the first thing that is wrong with one. It is told in zod's terms, whose words are known already to those
 * who explain repros; but loading zod itself was a seventh of a short command.
 */
export interface Shape<T> {
  (value: unknown, path: Path): Issue | undefined;
  /** Never there: the type of what has this shape. */
  readonly of?: T;
}

export type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, Shape<unknown>>>;
type Of<S> = S extends Shape<infer T> ? T : never;
type RecordOf<F extends Fields> = { readonly [K in keyof F]: Of<F[K]> };

/** A whole number within these bounds. */
export const whole =
  (minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Shape<number> =>
  (value, path) => {
    if (!Number.isInteger(value)) return unlike("int", path);
    if ((value as number) < minimum) return { code: "too_small", origin: "number", minimum, ...at(path) };
    return (value as number) > maximum ? { code: "too_big", origin: "number", maximum, ...at(path) } : undefined;
  };

export const finite: Shape<number> = (value, path) => (Number.isFinite(value) ? undefined : unlike("number", path));

/** A text of at least so many characters. */
export const text =
  (minimum = 0): Shape<string> =>
  (value, path) => {
    if (typeof value !== "string") return unlike("string", path);
    return value.length < minimum ? { code: "too_small", origin: "string", minimum, ...at(path) } : undefined;
  };

/** One of these values and no other. */
export const oneOf =
  <const T extends string | number | boolean>(...values: readonly T[]): Shape<T> =>
  (value, path) =>
    (values as readonly unknown[]).includes(value) ? undefined : { code: "invalid_value", values: [...values], ...at(path) };

/** May be left out. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, path) =>
    value === undefined ? undefined : shape(value, path);

export const list =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) return unlike("array", path);
    for (let place = 0; place < value.length; place++) {
      const issue = shape(value[place], [...path, place]);
      if (issue !== undefined) return issue;
    }
    return undefined;
  };

/** These fields and no other. */
export const record =
  <F extends Fields>(fields: F): Shape<RecordOf<F>> =>
  (value, path) => {
    if (!isRecord(value)) return unlike("object", path);
    // A misspelt name is both too many and missing; whoever is told of the first sees the second.
    const keys = Object.keys(value).filter((name) => !Object.hasOwn(fields, name));
    if (keys.length > 0) return { code: "unrecognized_keys", keys, ...at(path) };
    for (const [name, shape] of Object.entries(fields)) {
      const issue = shape(value[name], [...path, name]);
      if (issue !== undefined) return issue;
    }
    return undefined;
  };

/** Records that their field `kind` tells apart. */
export const kinds = <const K extends Readonly<Record<string, Fields>>>(
  fields: K,
): Shape<{ [Name in keyof K]: RecordOf<K[Name]> & { readonly kind: Name } }[keyof K]> => {
  const options = Object.keys(fields);
  const shapes = new Map(options.map((kind) => [kind, record({ kind: oneOf(kind), ...fields[kind] })]));
  return (value, path) => {
    if (!isRecord(value)) return unlike("object", path);
    const shape = shapes.get(value["kind"] as string);
    return shape === undefined ? { code: "invalid_union", errors: [], options, ...at([...path, "kind"]) } : shape(value, path);
  };
};

/** This word, or a record. */
export const wordOr =
  <const W extends string, T extends object>(word: W, shape: Shape<T>): Shape<W | T> =>
  (value, path) => {
    if (isRecord(value)) return shape(value, path);
    const errors: Issue[][] = [[{ code: "invalid_value", values: [word], ...at([]) }], [unlike("object", [])]];
    return value === word ? undefined : { code: "invalid_union", errors, ...at(path) };
  };

/** The one shape for records with a kind, the other for those without. */
export const plainOr =
  <P extends object, T extends object>(plain: Shape<P>, kind: Shape<T>): Shape<P | T> =>
  (value, path) =>
    isRecord(value) && "kind" in value ? kind(value, path) : plain(value, path);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const unlike = (expected: string, path: Path): Issue => ({ code: "invalid_type", expected, ...at(path) });

/** Who explains an issue finds words for it. */
const at = (path: Path) => ({ path: [...path], message: "" });
