// How short can it be? Once, and again whenever the protocol, its promises or the kernel change what fails.
// node properties/hunt/minimal/write-record.ts [name]   writes reports/baselines/minimal.json; about half an hour for all.
import { BUGS } from "./bugs.ts";
import type { Bug } from "./bugs.ts";
import { exhaust } from "./exhaust.ts";
import { gather } from "./gather.ts";
import { chooseAmong, popularMoves } from "./popular.ts";
import { readRecord, writeRecord } from "./record.ts";
import type { Optimum } from "./record.ts";

const SEEDS = 1_000;
const POPULAR = 40;
/** More moves than this, and the whole ground has too many schedules. */
const PROVABLE = 3;
/** Ten nodes have a thousand messages for a fate each: there two moves are what can be had. */
const PROVABLE_OF_TEN = 2;

const optimumOf = (bug: Bug): Optimum => {
  const { identity, minimal } = gather(bug, SEEDS);
  const example = minimal.toSorted((a, b) => a.moves.length - b.moves.length)[0]!;
  const empty = { ...example, moves: [] };
  const depth = Math.min(example.moves.length - 1, example.setup.nodes === 10 ? PROVABLE_OF_TEN : PROVABLE);
  const { runs, failing } = exhaust(bug.subject, empty, identity, depth);
  const ground = { moves: depth, runs };
  const best = failing ?? example;
  if (depth >= best.moves.length - 1)
    return { name: bug.name, identity, moves: best.moves.length, known: "proven", ground, popular: 0, example: best };
  const moves = popularMoves(minimal, POPULAR);
  let popular = 0;
  for (let count = 1; count < best.moves.length; count++) {
    const chosen = chooseAmong(bug.subject, empty, identity, moves, count);
    popular += chosen.runs;
    if (chosen.failing === undefined) continue;
    return { name: bug.name, identity, moves: count, known: "best known", ground, popular, example: chosen.failing };
  }
  return { name: bug.name, identity, moves: best.moves.length, known: "best known", ground, popular, example: best };
};

const only = process.argv[2];
const optima = new Map((only === undefined ? [] : readRecord()).map((optimum) => [optimum.name, optimum]));
for (const bug of BUGS.filter(({ name }) => only === undefined || name === only)) {
  const optimum = optimumOf(bug);
  optima.set(bug.name, optimum);
  console.log(
    `${bug.name}: ${optimum.moves} moves, ${optimum.known}; the ground up to ${optimum.ground.moves} moves in ${optimum.ground.runs} runs, ${optimum.popular} runs over frequent moves`,
  );
  writeRecord(BUGS.flatMap(({ name }) => optima.get(name) ?? []));
}
