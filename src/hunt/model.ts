import type { Event, Move } from "#kernel";
import { oracle } from "#oracles";
import type { Property } from "#oracles";

/** A reference model: what the whole cluster must look like from outside, in the simplest code that says it. */
export interface Model<M> {
  readonly id: string;
  readonly says: string;
  open(): M;
  /** Whether a client would make this move now. */
  may(model: M, move: Move): boolean;
  /** The move has been made. */
  make(model: M, move: Move): void;
  /** What in this event the model cannot explain; nothing where it can. */
  doubt(model: M, event: Event): string | undefined;
}

/** The model as a property, so that shrinking and certificates judge by it too. */
export const modelProperty = <M>({ id, says, open, make, doubt }: Model<M>): Property => ({
  id,
  says,
  oracle: oracle<{ readonly model: M; readonly doubts: { readonly event: Event; readonly because: string }[]; judged: number }>({
    id: "model",
    class: "safety",
    start: () => ({ model: open(), doubts: [], judged: 0 }),
    observe(state, event) {
      if (event.kind === "move") return make(state.model, event.move);
      state.judged++;
      const because = doubt(state.model, event);
      if (because !== undefined) state.doubts.push({ event, because });
    },
    end({ doubts: [first], judged }) {
      if (first === undefined) return { kind: "held", judged };
      const nodes = "node" in first.event ? [first.event.node] : [];
      return { kind: "broken", sort: "unexplained", roles: ["honest"], at: first.event.at, nodes, because: first.because };
    },
  }),
});
