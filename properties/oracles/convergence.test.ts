import { expect, test } from "vitest";
import type { Event, Run, Schedule } from "#kernel";
import { convergence, judge } from "#oracles";
import type { Verdict } from "#oracles";

const PATIENCE = 20;
const schedule: Schedule = {
  config: "plain",
  setup: { nodes: 3, seed: "0123456789abcdef", topology: "mesh", faults: 1, delta: 1 },
  weather: "calm",
  moves: [],
  calm: { from: 10, for: 50 },
};

/** Two nodes of the core that read differently at the end, after one of them decided at a tick of the calm. */
const apart = (decided: number, isLiarThere: boolean): Verdict => {
  const of = (node: number) => ({ node, process: node });
  const history: Event[] = [
    ...(isLiarThere ? [{ kind: "move" as const, at: 0, move: { at: 0, kind: "turn" as const, node: 2, lie: "mute" } }] : []),
    { kind: "calm", at: 10, core: [0, 1] },
    { kind: "decide", ...of(0), at: decided, instance: 1, value: 1 },
    { kind: "probe", ...of(0), at: 60, values: { head: 1 } },
    { kind: "probe", ...of(1), at: 60, values: { head: 0 } },
  ];
  const run: Run = { high: 0, low: 0, history, events: 9, end: "over", rolled: [] };
  const oracle = convergence({ configs: { plain: null }, patience: () => PATIENCE }, "head");
  return judge([{ id: "L2", says: "all heads become one", oracle }], schedule, run)[0]!;
};

test("L2: whoever a faulty node lets decide so late that the others have not their time is not blamed, and nobody else is excused", () => {
  expect(apart(41, true)).toEqual({ kind: "held", judged: 0 });
  expect(apart(40, true)).toMatchObject({ kind: "broken", sort: "apart", nodes: [0, 1] });
  expect(apart(41, false)).toMatchObject({ kind: "broken", sort: "apart", nodes: [0, 1] });
});
