/** What a caller got wrong, in a file or in a wish: where, why, and what to do about it. It is returned, never thrown. */
export interface Refusal {
  readonly kind: "refused";
  /** As in `schedule.moves[3].node`; "file" is all of it. */
  readonly place: string;
  readonly because: string;
  /** One short imperative sentence. */
  readonly remedy: string;
}

/** The way to a value, from the outermost field inwards. */
export type Path = readonly (string | number)[];

/** Refuses what stands at this place. */
export const refuse = (path: Path, because: string, remedy: string): Refusal => ({
  kind: "refused",
  place: placeOf(path),
  because,
  remedy,
});

const placeOf = (path: Path): string => path.reduce<string>(step, "") || "file";

const step = (place: string, key: string | number): string => {
  if (typeof key === "number") return `${place}[${key}]`;
  if (!/^[\w$]{1,60}$/.test(key)) return `${place}[${quoted(key)}]`;
  return place === "" ? key : `${place}.${key}`;
};

/** A foreign text as a message may quote it: in one line, and not all of it. */
export const quoted = (text: string): string => JSON.stringify(text.length > QUOTED_MAX ? `${text.slice(0, QUOTED_MAX)}…` : text);

const QUOTED_MAX = 40;

/** What stands somewhere, as a message may say it. */
export const shown = (value: unknown): string => {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "number":
    case "boolean":
      return `${value}`;
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? "a list" : "a record";
    case "function":
      return "a function";
    default:
      return "nothing";
  }
};

/** The first refusal in a list: nothing where all of it is well. */
export const firstOf = <T>(list: readonly T[], judge: (one: T, place: number) => Refusal | undefined): Refusal | undefined => {
  for (let place = 0; place < list.length; place++) {
    const refusal = judge(list[place]!, place);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};
