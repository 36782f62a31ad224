import type { Oracle } from "#oracles";
import { claimIn } from "./claims.ts";
import { committedIn } from "./notes.ts";
import { steps } from "./steps.ts";

/** A token changes under the signature of the key that its parent named. Parents that nobody ever showed cannot be judged. */
export const authorisation = (): Oracle =>
  steps({
    id: "authorisation",
    step: committedIn,
    open: () => new Map<string, number>(),
    watch(keys, event) {
      const claim = claimIn(event);
      for (const { token, key } of claim?.parts ?? []) keys.set(nameOf(claim!.block, token), key);
    },
    doubts: ({ node, block, parts }, keys) =>
      parts
        .filter(({ token, last, signature }) => last !== 0 && (keys.get(nameOf(last, token)) ?? signature) !== signature)
        .map(({ token, last, signature }) => ({
          sort: "unsigned",
          because: `node ${node} committed block ${block}, which changes token ${token} under key ${signature}, and ${last} named ${keys.get(nameOf(last, token))}`,
        })),
  });

const nameOf = (block: number, token: number): string => `${block} ${token}`;
