import type { Plain } from "#kernel";

/** Whether two values are the same plain data. A key that holds `undefined` counts as absent, as it would in a file. */
export const isSame = (a: Plain | undefined, b: Plain | undefined): boolean => {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return isSameList(a as readonly Plain[], b as readonly Plain[]);
  return isWithin(a as Fields, b as Fields) && isWithin(b as Fields, a as Fields);
};

type Fields = Readonly<Record<string, Plain | undefined>>;

const isSameList = (a: readonly Plain[], b: readonly Plain[]): boolean =>
  Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((held, place) => isSame(held, b[place]));

const isWithin = (a: Fields, b: Fields): boolean =>
  Object.keys(a).every((key) => isSame(a[key], Object.hasOwn(b, key) ? b[key] : undefined));
