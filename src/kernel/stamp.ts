/** What is known of a signed record: the hash of its payload, and of all of it. */
class Stamp extends (function itself(record: object): object {
  return record;
} as unknown as new (record: object) => object) {
  readonly #payload: number;
  readonly #whole: number;
  constructor(record: object, payload: number, whole: number) {
    super(record);
    this.#payload = payload;
    this.#whole = whole;
  }
  static payloadOf(record: object): number | undefined {
    return #payload in record ? record.#payload : undefined;
  }
  static wholeOf(record: object): number | undefined {
    return #whole in record ? record.#whole : undefined;
  }
}

/**
 * Writes the hashes of a signed record onto the record itself, in private fields: what never changes again need not be hashed
 * again, and a copy does not take private fields along, so that an edit never carries the stamp of what it was made from.
 */
export const stamp = (record: object, payload: number, whole: number): void => {
  new Stamp(record, payload, whole);
};

/** The hash of the payload of a stamped record. */
export const stampedPayload = (record: object): number | undefined => Stamp.payloadOf(record);

/** The hash of a stamped record. */
export const stampedWhole = (record: object): number | undefined => Stamp.wholeOf(record);
