import { snapshot } from "#kernel";
import type { Plain, Probed } from "#kernel";
import { oracle } from "./oracle.ts";
import type { Oracle } from "./oracle.ts";

/** What a probe's reading must be, in words for the one who reads the verdict. */
interface Reading {
  readonly id: string;
  readonly key: string;
  readonly sort: string;
  isRight(reading: Plain | undefined): boolean;
  readonly must: string;
}

/** Judges every reading of one probe, honest node by honest node. */
export const probed = ({ id, key, sort, isRight, must }: Reading): Oracle =>
  oracle<Probed[]>({
    id,
    class: "safety",
    start: () => [],
    observe(probes, event) {
      if (event.kind === "probe") probes.push(event);
    },
    end(probes) {
      const wrong = probes.find(({ values }) => !isRight(values[key]));
      if (wrong === undefined) return { kind: "held", judged: probes.length };
      const because = `node ${wrong.node} has ${key} ${snapshot(wrong.values[key])}, and it must be ${must}`;
      return { kind: "broken", sort, roles: ["honest"], at: wrong.at, nodes: [wrong.node], because };
    },
  });
