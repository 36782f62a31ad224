/** States what must hold because of what we wrote ourselves; the text says why. */
export function invariant(holds: boolean, because: string): asserts holds {
  if (!holds) throw new BrokenInvariant(because);
}

/** Our own mistake, never a protocol's and never a caller's. */
export class BrokenInvariant extends Error {
  override readonly name = "BrokenInvariant";
}

/** Closes a switch over a union: the compiler refuses a forgotten case. */
export const unreachable = (never: never): never => {
  throw new BrokenInvariant(`no case for ${JSON.stringify(never)}`);
};
