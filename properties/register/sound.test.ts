import { expect, test } from "vitest";
import { search } from "#hunt";
import { seedOf } from "#kernel";
import { summary } from "#report";
import { registerSubject } from "#spec/register";

test.for([3, 5])("the sound register keeps every promise among %i nodes, in any storm", (nodes) => {
  const subject = { ...registerSubject, ground: { ...registerSubject.ground, nodes: [nodes] } };
  const sight = search(subject, { config: "sound", root: seedOf("00000000000050bd"), from: 0, to: RUNS });
  process.stdout.write(`\n${nodes} nodes: ${summary(subject, sight)}\n`);
  expect(sight).toMatchObject({ found: undefined, unknown: 0, runs: RUNS });
  // No oracle was silent because it had nothing to say: answers were judged, E3 and E4 say that clients were kept waiting, and E5 that leaders fell.
  expect(sight.judged.map((count) => count > 0)).toEqual(subject.properties.map(() => true));
  expect(sight.seen.map((count) => count > 0)).toEqual(subject.sometimes.map(() => true));
});

/** More are a campaign of their own: `npm run hunt -- register sound`. */
const RUNS = 7_000;
