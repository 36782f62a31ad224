import { expect, test } from "vitest";
import { peersIn } from "#kernel";
import type { Peers, Topology } from "#kernel";

const SALT = 0x5a17;

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
  for (let node = -1; node <= nodes + 1; node++) expect(peers.before(node)).toBe(all.filter((other) => other < node).length);
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
  expect([peers.before(400_000_000), peers.before(400_000_001), peers.before(nodes + 7)]).toEqual([400_000_000, 400_000_000, nodes - 1]);
});
