import type { NodeId, Plain } from "#kernel";
import type { Operation, Own, Page } from "./parts.ts";
import { EMPTY, KEYS } from "./rules.ts";

/** The page that every node begins with. */
export const blankPage = (): Page => ({ term: 0, number: 0, values: Array.from({ length: KEYS }, () => EMPTY), done: [] });

export const isNewer = (page: Page, than: Page): boolean => page.term > than.term || (page.term === than.term && page.number > than.number);

/** The newest page of a quorum: whatever a quorum ever held is in it. */
export const newest = (promises: ReadonlyMap<NodeId, Page>): Page => {
  let best: Page | undefined;
  for (const page of promises.values()) if (best === undefined || isNewer(page, best)) best = page;
  return best!;
};

interface Asked {
  readonly call: number;
  readonly home: NodeId;
  readonly operation: Operation;
}

/** What a call comes to, and the page after it. */
export const perform = (page: Page, { call, home, operation }: Asked, self: Own): { readonly result: Plain; readonly next: Page } => {
  const again = { ...page, number: page.number + 1 };
  const held = page.values[operation.key]!;
  if (operation.kind === "read") return { result: held, next: again };
  // Told again, not done again. An exchange that failed might not fail now, and its client may have heard of the failure.
  const before = self.config.twice
    ? undefined
    : page.done.find((done) => done.call === call && (!self.config.homely || done.home === home));
  if (before !== undefined) return { result: before.result, next: again };
  const isDone = operation.kind === "write" || held === operation.expected;
  const result = operation.kind === "write" ? null : isDone;
  const values = isDone ? page.values.with(operation.key, operation.value) : page.values;
  return { result, next: { ...again, values, done: [...page.done, { call, home, result }] } };
};
