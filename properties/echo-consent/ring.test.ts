import fc from "fast-check";
import { expect, test } from "vitest";
import { peersIn } from "#kernel";
import type { Setup } from "#kernel";
import {
  RULE_SETS,
  beside,
  closestTo,
  distanceFor,
  isOwnRange,
  isWithin,
  rangeAt,
  rankOf,
  routeOf,
  spotOfBlock,
  spotOfPeer,
  spotOfToken,
} from "#protocols/echo-consent";
import { closest, indexed, interval, isIn, routed, voteDistance } from "./naive-ring.ts";
import type { NaiveRing } from "./naive-ring.ts";

type Spot = ReturnType<typeof spotOfToken>;
type Own = Parameters<typeof routeOf>[3];
type State = Parameters<typeof routeOf>[2];

const SEED = 0x5c415;
const CASES = 3_000;
const LAST = 0xffffffff;

/** One node's view of a ring, as the engine has it and as it is written down. */
interface View {
  readonly nodes: number;
  readonly state: State;
  readonly self: Own;
  readonly naive: NaiveRing;
  readonly width: { readonly half: number; readonly everybodyUpTo: number };
}

const idOf = ({ high, low }: Spot): bigint => (BigInt(high) << 32n) | BigInt(low);

const viewOf = (
  nodes: number,
  id: number,
  links: { readonly peers: readonly number[]; readonly strangers: readonly number[] },
  rules: object,
): View => {
  const setup: Setup = { nodes, seed: "0000000000000001", topology: lists(nodes, id, links.peers), faults: 0, delta: 1 };
  const config = { ...RULE_SETS.v0, ...rules };
  const connected = [...links.peers, ...links.strangers].map((peer) => idOf(spotOfPeer(peer, nodes)));
  return {
    nodes,
    state: { strangers: links.strangers } as unknown as State,
    self: { id, nodes, peers: peersIn(setup, 0)(id), config } as unknown as Own,
    naive: { self: idOf(spotOfPeer(id, nodes)), connected: connected.toSorted(ascending) },
    width: { half: config.halfWidth, everybodyUpTo: config.smallRing === "ten" ? 10 : 2 * config.halfWidth + 2 },
  };
};

const lists = (nodes: number, id: number, peers: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: nodes }, (_, node) => (node === id ? peers : []));

const ascending = (a: bigint, b: bigint): number => Number(a > b) - Number(a < b);

/** Rings from the smallest up, many of them about as large as the voters on both sides are many, some with strangers taken in. */
const views: fc.Arbitrary<View> = fc
  .record({ nodes: fc.oneof(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 2, max: 200 })), keep: fc.integer({ min: 1, max: 30 }) })
  .chain(({ nodes, keep }) =>
    fc.record({
      nodes: fc.constant(nodes),
      known: fc.uniqueArray(fc.nat(nodes - 1), { minLength: Math.min(nodes, keep), maxLength: Math.min(nodes, keep + 1) }),
      late: fc.nat(4),
      half: fc.constantFrom(1, 4, 6),
      smallRing: fc.constantFrom("ten", "width"),
      search: fc.constantFrom("ends", "wraps"),
    }),
  )
  .filter(({ known }) => known.length > 1)
  .map(({ nodes, known: [id, ...others], late, half, smallRing, search }) => {
    const known = others.toSorted((a, b) => a - b);
    const strangers = known.filter((_, place) => place % 5 < late && place > 0);
    const peers = known.filter((peer) => !strangers.includes(peer));
    return viewOf(nodes, id!, { peers, strangers }, { halfWidth: half, smallRing, search });
  });

/** Any place, with the ends of the ring and the edges of peers among them. */
const spots: fc.Arbitrary<(view: View) => Spot> = fc.oneof(
  fc.nat().map((token) => () => spotOfToken(token)),
  fc.nat().map((block) => () => spotOfBlock(block)),
  fc.constantFrom({ high: 0, low: 0 }, { high: LAST, low: LAST }, { high: 0x80000000, low: 0 }).map((spot) => () => spot),
  fc.record({ peer: fc.nat(), shift: fc.constantFrom(-1, 0, 1) }).map(({ peer, shift }) => ({ nodes }: View) => {
    const { high, low } = spotOfPeer(peer % nodes, nodes);
    return { high, low: Math.min(LAST, Math.max(0, low + shift)) };
  }),
);

const forAll = (holds: (view: View, spot: Spot, time: number) => void): void => {
  const property = fc.property(views, spots, fc.nat(2_000), (view, spot, time) => holds(view, spot(view), time));
  fc.assert(property, { numRuns: CASES, seed: SEED });
};

test("peers are numbered as they lie on the ring, and a rank is how many lie before a place", () => {
  forAll(({ nodes }, spot) => {
    const ids = Array.from({ length: nodes }, (_, peer) => idOf(spotOfPeer(peer, nodes)));
    expect(ids).toEqual(ids.toSorted(ascending));
    expect(new Set(ids).size).toBe(nodes);
    expect(rankOf(spot, nodes)).toBe(ids.filter((id) => id < idOf(spot)).length);
  });
});

test("steps along the ring go around its ends as often as it takes", () => {
  forAll(({ nodes, state, self, naive }, spot, time) => {
    const steps = (time % 31) - 15;
    expect(idOf(spotOfPeer(beside(rankOf(spot, nodes), steps, state, self), nodes))).toBe(indexed(naive, idOf(spot), steps));
  });
});

test("whose votes count is whoever lies in the interval, everybody on a small ring, and where it wraps past itself", () => {
  forAll(({ nodes, state, self, naive, width }, spot) => {
    const range = rangeAt(rankOf(spot, nodes), state, self);
    const near = interval(naive, idOf(spot), width);
    const peers = Array.from({ length: nodes }, (_, peer) => peer);
    expect(peers.filter((peer) => isWithin(peer, range))).toEqual(peers.filter((peer) => isIn(idOf(spotOfPeer(peer, nodes)), near)));
  });
});

test("a token is a node's business where it lies in the interval of the node's own id", () => {
  forAll(({ state, self, naive, width }, spot) => {
    expect(isOwnRange(spot, state, self)).toBe(isIn(idOf(spot), interval(naive, naive.self, width)));
  });
});

test("votes and bodies are asked for where the low bits of id, asker and time say", () => {
  forAll(({ nodes, state, self, naive }, spot, time) => {
    expect(distanceFor(spot, time, self)).toBe(voteDistance(naive, idOf(spot), time));
    expect(idOf(spotOfPeer(routeOf(spot, time, state, self)!, nodes))).toBe(routed(naive, idOf(spot), time));
  });
});

test("the nearest are the nearest, with the end of the ring an end or none", () => {
  forAll(({ nodes, state, self, naive }, spot, time) => {
    const count = 1 + (time % 6);
    const found = closestTo(spot, count, state, self).map((peer) => idOf(spotOfPeer(peer, nodes)));
    expect(found).toEqual(closest(naive, idOf(spot), count, self.config.search));
  });
});

/** So many connected, in a mesh of one more. */
const votersAmong = (connected: number, rules: object): number => {
  const { nodes, state, self } = viewOf(
    connected + 1,
    connected,
    { peers: Array.from({ length: connected }, (_, peer) => peer), strangers: [] },
    rules,
  );
  const range = rangeAt(rankOf(spotOfToken(7), nodes), state, self);
  return Array.from({ length: connected }, (_, peer) => peer).filter((peer) => isWithin(peer, range)).length;
};

test("eleven connected and six to either side leave two voters, where twelve leave all, and a limit that knows the width cures it", () => {
  expect([10, 11, 12, 13].map((connected) => votersAmong(connected, { halfWidth: 6 }))).toEqual([10, 2, 12, 13]);
  expect([10, 11, 12, 13].map((connected) => votersAmong(connected, { halfWidth: 6, smallRing: "width" }))).toEqual([10, 11, 12, 13]);
  expect([10, 11, 30].map((connected) => votersAmong(connected, { halfWidth: 4 }))).toEqual([10, 9, 9]);
});
