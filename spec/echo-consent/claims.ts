import { fingerprint } from "#kernel";
import type { Event } from "#kernel";
import { committedIn } from "./notes.ts";

/** What a client asks for, as moves and notes have it. */
export interface Claimed {
  readonly block: number;
  readonly time?: number;
  readonly parts: readonly { readonly token: number; readonly last: number; readonly key: number; readonly signature: number }[];
}

/** The name that a block must have where names are bound; where they are not, it is as good as any. */
export const nameOf = ({ time, parts }: Pick<Claimed, "time" | "parts">): number => 1 + ((fingerprint([time, parts]) >>> 0) % NAMES);
const NAMES = 999_999;

/** The block that this event makes known, whoever asked for it or committed it. */
export const claimIn = (event: Event): Claimed | undefined => {
  if (event.kind === "move" && "operation" in event.move) return event.move.operation as unknown as Claimed;
  return committedIn(event);
};
