import { commit, isReady } from "./commit.ts";
import { judge } from "./judge.ts";
import type { Block, Entry, Mask, Own, State } from "./parts.ts";
import { pendingIn } from "./pool.ts";
import type { Asked } from "./requests.ts";
import { tally } from "./tally.ts";

/** A pending block with what this node holds of it. */
export interface Judged {
  readonly entry: Entry;
  readonly body: Block;
  readonly mask: Mask;
}

/** Commits what is ready, and hands back what is open. What is lacking to judge a block goes among the queries. */
export const work = (state: State, queries: Asked[], self: Own): readonly Judged[] =>
  self.config.evaluates === "snapshot" ? workAtOnce(state, queries, self) : workInTurn(state, queries, self);

/** One after the other: a commit is seen by all that come after it. */
const workInTurn = (state: State, queries: Asked[], self: Own): readonly Judged[] => {
  const open: Judged[] = [];
  for (const entry of pendingIn(state)) {
    const judged = judgedOf(entry, queries, state, self);
    if (judged === undefined) continue;
    if (isSettled(judged, state, self)) commit(entry, judged.body, state, self);
    else open.push(judged);
  }
  return open;
};

/** All against one snapshot, to commit together: of two siblings that are ready in one tick neither sees the other. */
const workAtOnce = (state: State, queries: Asked[], self: Own): readonly Judged[] => {
  const [ready, open]: [Judged[], Judged[]] = [[], []];
  const judged = pendingIn(state).map((entry) => judgedOf(entry, queries, state, self));
  for (const one of judged) if (one !== undefined) (isSettled(one, state, self) ? ready : open).push(one);
  for (const { entry, body } of ready) commit(entry, body, state, self);
  return open;
};

const judgedOf = (entry: Entry, queries: Asked[], state: State, self: Own): Judged | undefined => {
  const { body } = entry;
  if (body === undefined) return undefined;
  const mask = judge(entry, body, queries, state, self);
  return mask === undefined ? undefined : { entry, body, mask };
};

/** Connections may have changed since: where only the connected count, every tick counts anew. */
const isSettled = ({ entry, body }: Judged, state: State, self: Own): boolean => {
  if (entry.isUpdated || self.config.counts === "connected") tally(entry, body, state, self);
  return isReady(entry);
};
