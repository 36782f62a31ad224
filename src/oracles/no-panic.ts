import type { Handler, Panicked } from "#kernel";
import { oracle } from "./oracle.ts";
import type { Oracle, Role } from "./oracle.ts";

interface State {
  readonly panics: Panicked[];
  judged: number;
}

/** Nobody panics: no handler throws, whatever it is handed. */
export const noPanic = (): Oracle =>
  oracle<State>({
    id: "no-panic",
    class: "safety",
    start: () => ({ panics: [], judged: 0 }),
    observe(state, event) {
      if (event.kind === "panic") state.panics.push(event);
    },
    end({ panics: [first] }, run) {
      if (first === undefined) return { kind: "held", judged: run.events };
      const { node, at, handler, because } = first;
      return {
        kind: "broken",
        sort: "panic",
        roles: [ROLES[handler]],
        at,
        nodes: [node],
        because: `node ${node} threw in ${handler}: ${because}`,
      };
    },
  });

const ROLES: Readonly<Record<Handler, Role>> = {
  start: "starter",
  submit: "submitter",
  receive: "receiver",
  timeout: "waiter",
  probe: "witness",
};
