import { expect, test } from "vitest";
import { check, findingOf, rootOf, search } from "#hunt";
import { writerSubject } from "./careless-writer.ts";

const hunt = (config: string) => search(writerSubject, { config, root: rootOf("ink"), from: 0, to: 200 });

test("what was found in bulk is believed only when a run with all frozen that leaves a node tells the same", () => {
  const { found } = hunt("sharing");
  expect(found?.failure.property).toBe("D3");
  const { repro } = findingOf(writerSubject, found!);
  expect(repro.because).toContain("changes what it has let go of");
  expect(repro.schedule.moves).toHaveLength(1);
  expect(check(writerSubject, repro.schedule, repro.certificate)).toEqual([]);
});

test("a protocol that copies what it sends is believed", () => {
  expect(hunt("copying").found?.failure.property).toBe("S1");
});
