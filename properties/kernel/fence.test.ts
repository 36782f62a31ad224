import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { FENCED, fence, raiseFence, simulate } from "#kernel";
import { ask, quiet, tiny } from "./tiny.ts";

raiseFence();

/** The run in which a call touches something. */
const touching = (touch: () => unknown) => {
  const protocol = tiny({
    submit() {
      touch();
    },
  });
  return simulate(protocol, quiet([ask()]));
};

const holders: Readonly<Record<string, object>> = {
  Math,
  "String.prototype": String.prototype,
  "Number.prototype": Number.prototype,
  "BigInt.prototype": BigInt.prototype,
  "Array.prototype": Array.prototype,
};

const fenced = [
  ...FENCED.globals.map((name) => ({ name, touch: () => (globalThis as Record<string, unknown>)[name] })),
  ...FENCED.methods.map(([holder, name]) => ({
    name: `${holder}.${name}`,
    touch: () => (holders[holder] as Record<string, () => unknown>)[name]!.call(holder === "BigInt.prototype" ? 0n : 0),
  })),
];

test.for(fenced)("$name throws inside of a run, and answers as ever outside", ({ name, touch }) => {
  expect(touch()).toBeDefined();
  const run = touching(touch);
  expect(run.history.at(-1)).toMatchObject({ kind: "panic", handler: "submit" });
  expect(JSON.stringify(run.history.at(-1))).toContain(`${name} is outside of the run`);
  expect(touch()).toBeDefined();
});

test("the fence stands while a handler runs and no longer, whatever the handler does", () => {
  const seen: boolean[] = [];
  touching(() => seen.push(fence.isArmed));
  expect(touching(() => JSON.parse("no JSON")).end).toBe("panic");
  expect(seen).toEqual([true]);
  expect(fence.isArmed).toBe(false);
});

test("a method that was taken along before the run is fenced in it all the same", () => {
  // oxlint-disable-next-line no-restricted-properties -- It is what must not be touched.
  const { random } = Math;
  expect(random()).toBeLessThan(1);
  expect(touching(() => random()).end).toBe("panic");
});

test("behind the fence Math is laid out as a record, not as a table that is searched for each product", () => {
  const script = 'const { raiseFence } = await import("#kernel"); raiseFence(); console.log(%HasFastProperties(Math));';
  const { stdout } = spawnSync(process.execPath, ["--allow-natives-syntax", "--input-type=module", "-e", script], { encoding: "utf8" });
  expect(stdout).toBe("true\n");
});

test("raising the fence twice is raising it once", () => {
  raiseFence();
  expect(new Date(0).getTime()).toBe(0);
  expect(touching(() => Date.now()).end).toBe("panic");
});

test("who puts something of his own in a fenced place, as a test's fake clock does, finds it there, and it is fenced too", () => {
  const plain = globalThis.queueMicrotask;
  const fake = () => undefined;
  globalThis.queueMicrotask = fake;
  expect(globalThis.queueMicrotask).toBe(fake);
  expect(touching(() => queueMicrotask(fake)).end).toBe("panic");
  globalThis.queueMicrotask = plain;
  expect(globalThis.queueMicrotask).toBe(plain);
});
