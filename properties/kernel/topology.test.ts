import { expect, test } from "vitest";
import { peersIn } from "#kernel";
import type { Fading, Peers, Topology } from "#kernel";

const SALT = 0x5a17;

const fadingOf = (
  ...[near, until, nearPermille, farPermille, shape, ways]: [number, number, number, number, Fading["shape"], Fading["ways"]]
): Fading => ({ kind: "fading", near, until, nearPermille, farPermille, shape, ways });

const peersOf = (nodes: number, topology: Topology, node: number, salt = SALT): Peers =>
  peersIn({ nodes, seed: "0123456789abcdef", topology, faults: 0, delta: 1 }, salt)(node);

test("in a mesh everybody knows everybody else, however many they are", () => {
  for (const nodes of [1, 2, 4, 64, 65, 500]) {
    const others = Array.from({ length: nodes }, (_, node) => node).filter((node) => node !== nodes - 1);
    expect([...peersOf(nodes, "mesh", nodes - 1)]).toEqual(others);
    expect(peersOf(nodes, "mesh", nodes - 1).length).toBe(nodes - 1);
  }
});

test("on a ring a node knows so many on either side, and nobody twice", () => {
  expect([...peersOf(10, { kind: "ring", near: 2 }, 0)]).toEqual([1, 2, 8, 9]);
  expect([...peersOf(10, { kind: "ring", near: 1 }, 9)]).toEqual([0, 8]);
  expect([...peersOf(4, { kind: "ring", near: 9 }, 2)]).toEqual([0, 1, 3]);
});

test("a small world is a ring with some links far away, the same for one seed and others for another", () => {
  const world: Topology = { kind: "small-world", near: 2, far: 3 };
  const peers = [...peersOf(1_000, world, 500)];
  expect(peers).toEqual(expect.arrayContaining([498, 499, 501, 502]));
  expect(peers.length).toBeGreaterThan(4);
  expect(peers.length).toBeLessThanOrEqual(7);
  expect([...peersOf(1_000, world, 500)]).toEqual(peers);
  expect([...peersOf(1_000, world, 500, SALT + 1)]).not.toEqual(peers);
});

test("random links are directed, ascending, as many as their chance says, and the same whether they are listed or computed", () => {
  const nodes = 2_000;
  const permille = 300;
  let links = 0;
  let mutual = 0;
  const of = (kind: "listed" | "computed", node: number): Peers => peersOf(nodes, { kind: "random", permille, links: kind }, node);
  for (let node = 0; node < nodes; node += 40) {
    const listed = [...of("listed", node)];
    expect([...of("computed", node)]).toEqual(listed);
    expect(listed).toEqual(listed.toSorted((a, b) => a - b));
    expect(listed).not.toContain(node);
    links += listed.length;
    mutual += listed.filter((other) => of("computed", other).includes(node)).length;
  }
  const expected = (nodes / 40) * (nodes - 1) * (permille / 1_000);
  expect(Math.abs(links - expected)).toBeLessThan(expected * 0.02);
  expect(Math.abs(mutual - links * (permille / 1_000))).toBeLessThan(links * 0.03);
});

/** The links of a whole network that fades, and how many of them there are at each distance, of how many there could be. */
const faded = (nodes: number, fading: Fading) => {
  const peers = Array.from({ length: nodes }, (_, node) => [...peersOf(nodes, fading, node)]);
  const there = new Array<number>(nodes).fill(0);
  const possible = new Array<number>(nodes).fill(0);
  const stepsOf = (one: number, other: number): number => {
    const away = Math.abs(one - other);
    return fading.shape === "ring" ? Math.min(away, nodes - away) : away;
  };
  for (let node = 0; node < nodes; node++) {
    for (let other = 0; other < nodes; other++) if (other !== node) possible[stepsOf(node, other)]!++;
    for (const other of peers[node]!) there[stepsOf(node, other)]!++;
  }
  return { peers, there, possible, degrees: peers.map((list) => list.length) };
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const NEARBY: Fading = { kind: "fading", near: 8, until: 16, nearPermille: 1_000, farPermille: 0, shape: "ring", ways: "both" };

test.for<[string, number, Fading, number]>([
  ["a ring that halves and halves again, each end for itself", 1_000, fadingOf(0, 500, 700, 100, "ring", "one"), 400],
  ["a line with fewer at its ends", 1_000, fadingOf(0, 1_000, 250, 0, "line", "one"), 166.5],
  ["a ring of eight sure on either side and seven more rarely", 192, NEARBY, 23],
  ["the same with an odd number of nodes, each end for itself", 191, { ...NEARBY, ways: "one" }, 23],
  ["a ring that is never without far links", 401, fadingOf(20, 200, 1_000, 200, "ring", "both"), 40 + 2 * 180 * 0.6],
  ["a line of which both ways are one link", 400, fadingOf(5, 40, 900, 100, "line", "both"), 43],
])("links fade with the distance: %s", ([, nodes, fading, expected]) => {
  const { peers, there, possible, degrees } = faded(nodes, fading);
  const { near, until, nearPermille, farPermille, shape, ways } = fading;
  expect(Math.abs(meanOf(degrees) - expected)).toBeLessThan(expected * 0.03);
  let [off, all] = [0, 0];
  for (let steps = 1; steps < nodes; steps++) {
    if (possible[steps] === 0 && shape === "ring") continue;
    const chance =
      steps <= near ? 1 : steps > until ? 0 : (nearPermille + ((farPermille - nearPermille) * (steps - near)) / (until - near)) / 1_000;
    if (chance === 0 || chance === 1) expect({ steps, there: there[steps] }).toEqual({ steps, there: possible[steps]! * chance });
    const spread = possible[steps]! * chance * (1 - chance) * (ways === "both" ? 2 : 1);
    off += spread === 0 ? 0 : (there[steps]! - possible[steps]! * chance) ** 2 / spread;
    all += spread === 0 ? 0 : 1;
  }
  // The squared deviations come to as many as there are distances, give or take four of their own.
  expect(Math.abs(off - all)).toBeLessThan(4 * Math.sqrt(2 * all));
  peers.forEach((list, node) => {
    expect(list).toEqual([...new Set(list)].toSorted((a, b) => a - b));
    expect(list).not.toContain(node);
    if (ways === "both") for (const other of list) expect(peers[other]).toContain(node);
  });
  if (ways === "one") expect(peers.some((list, node) => list.some((other) => !peers[other]!.includes(node)))).toBe(true);
});

test("nodes fall into classes by chance, and only those of one class are linked", () => {
  const nodes = 120;
  const split: Fading = { ...fadingOf(0, nodes, 1_000, 1_000, "line", "one"), classes: 4 };
  const { peers, degrees } = faded(nodes, split);
  peers.forEach((list, node) => {
    for (const other of list) expect(peers[other]!.filter((peer) => peer !== node)).toEqual(list.filter((peer) => peer !== other));
  });
  expect(new Set(peers.map((list, node) => [node, ...list].toSorted((a, b) => a - b).join(" "))).size).toBe(4);
  expect(Math.abs(meanOf(degrees) - nodes / 4)).toBeLessThan(10);
});

test("a great ring whose links end soon is drawn as fast as its links are few", () => {
  const nodes = 1_000_000;
  expect([...peersOf(nodes, { ...NEARBY, until: 8 }, 0)]).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].concat([8, 7, 6, 5, 4, 3, 2, 1].map((steps) => nodes - steps)),
  );
  expect([...peersOf(nodes, { ...NEARBY, until: 8 }, nodes - 3)].slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, nodes - 11]);
});

test.for([
  ["a short list", "mesh", 9],
  ["a long list", { kind: "random", permille: 500, links: "listed" }, 400],
  ["a rule", { kind: "random", permille: 500, links: "computed" }, 400],
  ["a great mesh", "mesh", 400],
  ["a list of one's own", [[1], [0, 2], [1], [0, 2, 4, 5], [3], [3]], 6],
] as const)("%s can be walked and asked like any other", ([, topology, nodes]) => {
  const peers = peersOf(nodes, topology, 3);
  const all = [...peers];
  expect(peers.length).toBe(all.length);
  expect([0, 1, all.length - 1, all.length].map((place) => peers.at(place))).toEqual([all[0], all[1], all.at(-1), undefined]);
  expect(Array.from({ length: nodes }, (_, node) => peers.includes(node))).toEqual(
    Array.from({ length: nodes }, (_, node) => all.includes(node)),
  );
  expect([peers.includes(-1), peers.includes(nodes)]).toEqual([false, false]);
  for (let node = 0; node < nodes; node++) {
    const [above, below] = [
      [...all.filter((other) => other >= node), ...all],
      [...all.filter((other) => other < node).toReversed(), ...all.toReversed()],
    ];
    expect([0, 1, all.length].map((steps) => peers.beside(node, steps))).toEqual(
      [0, 1, all.length].map((steps) => [...above, ...above][steps]),
    );
    expect([1, 2, all.length].map((steps) => peers.beside(node, -steps))).toEqual(
      [0, 1, all.length - 1].map((steps) => [...below, ...below][steps]),
    );
  }
  expect(peers.at(-1)).toBeUndefined();
  expect(peers.find((node) => node > 4)).toBe(all.find((node) => node > 4));
  expect(peers.find((node) => node > nodes)).toBeUndefined();
  expect([peers.some((node) => node === all[2]), peers.some((node) => node === 3)]).toEqual([true, false]);
  expect([peers.every((node) => node !== 3), peers.every((node) => node === all[0])]).toEqual([true, false]);
});

test("a great mesh answers at once, however great it is", () => {
  const nodes = 1_000_000_000;
  const peers = peersOf(nodes, "mesh", 400_000_000);
  expect([peers.length, peers.at(399_999_999), peers.at(400_000_000), peers.at(nodes - 2), peers.at(nodes - 1)]).toEqual([
    nodes - 1,
    399_999_999,
    400_000_001,
    nodes - 1,
    undefined,
  ]);
  expect([0, 1, -1, nodes].map((steps) => peers.beside(400_000_000, steps))).toEqual([400_000_001, 400_000_002, 399_999_999, 400_000_002]);
  expect([peers.beside(nodes - 1, 1), peers.beside(0, -1)]).toEqual([0, nodes - 1]);
});
