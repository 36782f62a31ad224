import { faultyBy, fingerprint, snapshot } from "#kernel";
import type { Observed, Plain } from "#kernel";
import { oracle } from "./oracle.ts";
import type { Claim, Oracle } from "./oracle.ts";

interface State {
  readonly asked: Set<number>;
  readonly said: Observed[];
  hasLiar: boolean;
}

/** Nothing is decided but what a client asked for. A liar may ask for anything, so runs with one are passed over. */
export const validity = (claimOf: (operation: Plain) => Claim): Oracle =>
  oracle<State>({
    id: "validity",
    class: "safety",
    start: () => ({ asked: new Set(), said: [], hasLiar: false }),
    observe(state, event) {
      if (event.kind === "decide") state.said.push(event);
      if (event.kind !== "move") return;
      if (faultyBy(event.move) !== undefined) state.hasLiar = true;
      if ("operation" in event.move) state.asked.add(nameOf(claimOf(event.move.operation)));
    },
    end({ asked, said, hasLiar }) {
      if (hasLiar) return { kind: "held", judged: 0 };
      const invented = said.find((one) => !asked.has(nameOf(one)));
      if (invented === undefined) return { kind: "held", judged: said.length };
      const { node, at, instance, value } = invented;
      const because = `node ${node} decided ${snapshot(value)} for ${snapshot(instance)}, which nobody asked for`;
      return { kind: "broken", sort: "invented", roles: ["honest"], at, nodes: [node], because };
    },
  });

const nameOf = ({ instance, value }: Claim): number => fingerprint([instance, value]);
