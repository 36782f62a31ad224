import { expect, test } from "vitest";
import { load, loadOnly } from "#lab";
import { runaway } from "./runaway.ts";

const module = new URL("./misshapen.ts", import.meta.url).href;

test("a whole subject is found by its module and export", async () => {
  expect(await load(runaway.source)).toEqual({ kind: "subject", subject: runaway });
});

test.for([
  ["word", "word", /^"a subject" is no subject/],
  ["nothing", "nothing", /^nothing is no subject/],
  ["nowhere", "subject", /misshapen\.ts exports no "nowhere"$/],
  ["homeless", "homeless.source", /misshapen\.ts exports it as "elsewhere", and there it is not$/],
  ["groundless", "groundless.ground", /^it is missing$/],
  ["promiseless", "promiseless.properties", /^it is missing$/],
  ["unruly", "unruly.protocol.configs", /at least one configuration$/],
  ["deaf", "deaf.protocol.receive", /^"later" is not a function$/],
  ["doubled", "doubled.properties[1].id", /^"S6" is taken already, by "nobody panics"$/],
  ["reserved", "reserved.properties[0].id", /^"D1" is taken already/],
  ["wordy", "wordy.properties[0].id", /^"no panic" is not an id without spaces$/],
  ["unjudged", "unjudged.properties[0].oracle", /^it is missing$/],
  ["classless", "classless.properties[0].oracle.class", /^"grave" is not "safety" or "liveness"$/],
  ["blind", "blind.sometimes[0].isSeen", /^it is missing$/],
  ["empty", "empty.ground.nodes", /whole numbers above zero$/],
  ["endless", "endless.ground.eventsMax", /^it is missing$/],
  ["stormless", "stormless.ground.storm", /^0\.5 is not a whole number above zero$/],
  ["gentle", "gentle.ground.hardships[0]", /^nobody knows the hardship "rain"$/],
  ["truthful", "truthful.ground.lies[0]", /^nobody knows the lie "white"$/],
  ["hopeless", "hopeless.ground.faultsOf", /^of 2 nodes 2 may fail$/],
  ["mumbling", "mumbling.ground.calls", /^-1 is not a whole number, or zero/],
  ["knotted", "knotted.ground.topology", /^a record is not "mesh", a list of each node's peers, or a rule$/],
  ["misshaped", "misshaped.ground.nodes[1]", /^the topology has 2 nodes, not 3$/],
] as const)("an export that is no subject (%s) is refused with the place and the remedy", async ([name, place, because]) => {
  const refusal = await load({ module, export: name });
  expect(refusal).toMatchObject({
    kind: "refused",
    place,
    because: expect.stringMatching(because),
    remedy: expect.stringMatching(/^[A-Z].*\.$/),
  });
});

test("of a module without an export named, its only subject is taken, and several are listed", async () => {
  const only = await loadOnly(new URL("../example/lock.ts", import.meta.url).href);
  expect(only).toMatchObject({ kind: "subject", subject: { name: "lock" } });
  expect(await loadOnly(runaway.source.module)).toMatchObject({
    because: expect.stringMatching(/exports several subjects$/),
    remedy: "Add one of #endless, #misjudged, #runaway, #unbound.",
  });
  expect(await loadOnly(new URL("./orphan-free.ts", import.meta.url).href)).toMatchObject({
    because: expect.stringMatching(/^there is no file/),
  });
});
