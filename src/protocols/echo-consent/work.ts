import { commit, isReady } from "./commit.ts";
import { judge } from "./judge.ts";
import type { Block, Entry, Mask, Own, State } from "./parts.ts";
import type { Asked } from "./requests.ts";
import { tally } from "./tally.ts";

/** A pending block with what this node holds of it. */
export interface Judged {
  readonly entry: Entry;
  readonly body: Block;
  readonly mask: Mask;
}

/** Commits what is ready, and hands back what is open. What is lacking to judge a block goes among the queries. */
export const work = (entries: readonly Entry[], queries: Asked[], state: State, self: Own): readonly Judged[] =>
  self.config.evaluates === "snapshot" ? workAtOnce(entries, queries, state, self) : workInTurn(entries, queries, state, self);

/** One after the other: a commit is seen by all that come after it. */
const workInTurn = (entries: readonly Entry[], queries: Asked[], state: State, self: Own): readonly Judged[] => {
  const open: Judged[] = [];
  for (const entry of entries) {
    const judged = judgedOf(entry, queries, state, self);
    if (judged === undefined) continue;
    if (isReadyNow(judged, state, self)) commit(entry, judged.body, state, self);
    else open.push(judged);
  }
  return open;
};

/** All against one snapshot, to commit together: of two siblings that are ready in one tick neither sees the other. */
const workAtOnce = (entries: readonly Entry[], queries: Asked[], state: State, self: Own): readonly Judged[] => {
  const [ready, open]: [Judged[], Judged[]] = [[], []];
  for (const entry of entries) {
    const judged = judgedOf(entry, queries, state, self);
    if (judged !== undefined) (isReadyNow(judged, state, self) ? ready : open).push(judged);
  }
  for (const { entry, body } of ready) commit(entry, body, state, self);
  return open;
};

const judgedOf = (entry: Entry, queries: Asked[], state: State, self: Own): Judged | undefined => {
  const { body } = entry;
  if (body === undefined) return undefined;
  const mask = judge(entry, body, queries, state, self);
  return mask === undefined ? undefined : { entry, body, mask };
};

/** Connections or the threshold may have changed since: where these can, every tick counts anew. */
const isReadyNow = ({ entry, body }: Judged, state: State, self: Own): boolean => {
  const { counts, adapts } = self.config;
  if (entry.isUpdated || counts === "connected" || adapts !== "never") tally(entry, body, state, self);
  return isReady(entry);
};
