import { fingerprint } from "#kernel";
import type { Event } from "#kernel";
import { waitingIn } from "./answered.ts";
import { debtsOf } from "./progress.ts";
import type { Debt } from "./progress.ts";

/** Something a hunt must have seen at least once: else its silence proves nothing. */
export interface Sometimes {
  readonly id: string;
  readonly says: string;
  isSeen(history: readonly Event[]): boolean;
}

/** The storm left work pending: at the calm something owed was not yet decided by all. */
export const sometimesPending = (id: string, debt: Debt): Sometimes => ({
  id,
  says: "the storm left an owed call undecided when the calm came",
  isSeen(history) {
    const calm = history.findIndex((event) => event.kind === "calm");
    const core = history[calm]?.kind === "calm" ? history[calm].core : [];
    return debtsOf(history, debt).some((asked) => {
      const { instance } = debt.claimOf(asked.operation, asked);
      const wanted = fingerprint(instance);
      const deciders = history.slice(0, calm).filter((event) => event.kind === "decide" && fingerprint(event.instance) === wanted);
      return deciders.length < core.length;
    });
  },
});

/** Something was decided at all, by somebody. */
export const sometimesDecided = (id: string): Sometimes => ({
  id,
  says: "something was decided",
  isSeen: (history) => history.some((event) => event.kind === "decide"),
});

/** A client got an answer at all. */
export const sometimesAnswered = (id: string): Sometimes => ({
  id,
  says: "a call was answered",
  isSeen: (history) => history.some((event) => event.kind === "respond"),
});

/** The storm left clients waiting. */
export const sometimesWaiting = (id: string): Sometimes => ({
  id,
  says: "a call waited for its answer when the calm came",
  isSeen: (history) => waitingIn(history).length > 0,
});
