/** What is known of one signed record: the hash of its payload, and of all of it. */
interface Stamp {
  readonly of: object;
  readonly payload: number;
  readonly whole: number;
}

/** No walk over fields sees it, no file holds it. */
const STAMP = Symbol("stamp");

type Stamped = { [STAMP]?: Stamp };

/**
 * Writes the hashes of a signed record onto the record itself: what never changes again need not be hashed again. A copy takes
 * the stamp along, and the stamp says that it is not of the copy: an edit never passes for what it was made from.
 */
export const stamp = (record: object, payload: number, whole: number): void => {
  (record as Stamped)[STAMP] = { of: record, payload, whole };
};

/** The hash of the payload of a stamped record. */
export const stampedPayload = (record: object): number | undefined => stampOf(record)?.payload;

/** The hash of a stamped record. */
export const stampedWhole = (record: object): number | undefined => stampOf(record)?.whole;

const stampOf = (record: object): Stamp | undefined => {
  const known = (record as Stamped)[STAMP];
  return known?.of === record ? known : undefined;
};
