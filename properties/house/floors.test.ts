import { expect, test } from "vitest";
import { refusal } from "./floors.ts";
import { importsOf, sourcesIn } from "./sources.ts";

test("floors look down only: every import opens a door that its floor may open", () => {
  const refusals = sourcesIn("src", "spec", "properties").flatMap((file) =>
    importsOf(file).flatMap((wanted) => {
      const because = refusal(file, wanted);
      return because === undefined ? [] : [`${file}: ${because}`];
    }),
  );
  expect(refusals).toEqual([]);
});

test.for([
  ["src/kernel/world.ts", "#hunt"],
  ["src/kernel/world.ts", "node:fs"],
  ["src/kernel/world.ts", "fast-check"],
  ["src/kernel/world.ts", "#kernel"],
  ["src/kernel/world.ts", "../hunt/trial.ts"],
  ["src/kernel/world.ts", "./agenda"],
  ["src/index.ts", "./kernel/index.ts"],
  ["src/protocols/canary/canary.ts", "#protocols/echo-consent"],
  ["src/oracles/agreement.ts", "#hunt"],
  ["src/lost.ts", "#kernel"],
  ["spec/canary/model.ts", "#protocols/canary"],
  ["spec/canary/subject.ts", "#protocols/echo-consent"],
  ["properties/canary/agreement.test.ts", "#cli"],
  ["properties/canary/agreement.test.ts", "#kernel/world"],
])("%s may not import %s", ([file, from]) => {
  expect(refusal(file, { from, typeOnly: false })).toBeTypeOf("string");
});

test.for([
  ["src/kernel/world.ts", "./agenda.ts", false],
  ["src/protocols/canary/canary.ts", "#kernel", false],
  ["src/hunt/trial.ts", "fast-check", false],
  ["src/lab/pool.ts", "node:child_process", false],
  ["spec/canary/model.ts", "#protocols/canary", true],
  ["spec/canary/index.ts", "./subject.ts", false],
  ["spec/canary/subject.ts", "#protocols/canary", false],
  ["properties/canary/agreement.test.ts", "#spec/canary", false],
] as const)("%s may import %s", ([file, from, typeOnly]) => {
  expect(refusal(file, { from, typeOnly })).toBeUndefined();
});
