// The works that `npm run bench` times, each in a process of its own: node properties/bench/works.ts hunt canary 20000
import { HARDSHIPS, generate, rootOf, trial } from "#hunt";
import type { Subject } from "#hunt";
import { Cluster, peersIn, saltOf, seedAt, seedOf, simulate } from "#kernel";
import type { Move, Parts, Protocol, Schedule, Setup, Submit } from "#kernel";
import { canarySubject } from "#spec/canary";
import { judgeClients } from "./clients.ts";
import { crowded } from "./crowd.ts";
import { contention, roundsWarm, scaled } from "./echo.ts";
import { flood, trickle } from "./flood.ts";
import { polkaSubject } from "./lock-and-polka.ts";
import { cpuSeconds } from "./measure.ts";
import { steady } from "./steady.ts";

/** The canary where no other node is faulty: those that beset it are all that it bears. */
const beset: Subject = { ...canarySubject, ground: { ...canarySubject.ground, hardships: HARDSHIPS } };

/** The canary in the storms that its bar was set for: cuts, crashes, pauses, weather, and the liars there were. */
const first: Subject = {
  ...canarySubject,
  ground: {
    ...canarySubject.ground,
    hardships: ["cut", "crash", "pause", "turn", "weather"],
    lies: ["stutter", "half-mute", "mute", "forger", "strange"],
  },
};

const SUBJECTS: Readonly<Record<string, Subject>> = { canary: canarySubject, first, polka: polkaSubject, beset };

/** What besets every run of it: twins, which lie too, and a clock that runs wrong. */
const BESETTING: readonly Move[] = [
  { at: 0, kind: "twin", node: 0, peers: [1] },
  { at: 0, kind: "turn", node: 0, lie: "stale" },
  { at: 0, kind: "skew", node: 1, by: 7, driftPermille: 100 },
];

/** Hunts with everything on and the agreement oracle; the first part warms up. Seeds of one parity, where two share the work. */
const hunt = (name: string, schedules: number, parity: string | undefined) => {
  const subject = SUBJECTS[name]!;
  const agreeing: Subject = { ...subject, properties: subject.properties.slice(0, 1) };
  const root = rootOf("bench");
  let events = 0;
  let made = 0;
  let sum = 0;
  const play = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      if (parity !== undefined && index % 2 !== Number(parity)) continue;
      const generated = generate(agreeing.ground, "sound", seedAt(root, index));
      const schedule = name === "beset" ? { ...generated, moves: [...BESETTING, ...generated.moves] } : generated;
      const { run, failures } = trial(agreeing, schedule);
      if (failures.length > 0) throw new Error(`${failures[0]!.identity} at ${index}`);
      events += run.events;
      made++;
      sum = (sum + run.low) | 0;
    }
  };
  play(0, WARM);
  events = made = sum = 0;
  const start = cpuSeconds();
  play(WARM, WARM + schedules);
  return { seconds: cpuSeconds() - start, schedules: made, events, sum };
};

const WARM = 20_000;

/** One long run of a steady protocol: CPU for each event, and what is retained after a collection. */
const long = (rounds: number, chatter: number, decisions: number) => {
  const moves: Move[] = Array.from({ length: rounds }, (_, round) => ({
    at: 2 * round,
    kind: "submit",
    name: round + 1,
    node: round % 4,
    operation: { chatter, decisions },
  }));
  const schedule: Schedule = {
    config: "steady",
    setup: { nodes: 4, seed: "00000000000000aa", topology: "mesh", faults: 1, delta: 1 },
    weather: "calm",
    moves,
    calm: { from: 2 * rounds + 4, for: 4 },
  };
  const protocol = steady as unknown as Protocol<Parts>;
  simulate(protocol, { ...schedule, moves: moves.slice(0, 1_000) });
  const cluster = new Cluster(protocol, schedule, { eventsMax: 1e9 });
  const before = held();
  const start = cpuSeconds();
  for (const move of moves) {
    cluster.until((move as Submit).at);
    cluster.apply(move);
  }
  cluster.until(schedule.calm.from);
  const seconds = cpuSeconds() - start;
  const bytes = held() - before;
  return { seconds, events: cluster.finish().events, bytes };
};

/** What is held after collections, buffers outside the heap included: they are given back one collection later. */
const held = (): number => {
  for (let times = 0; times < 3; times++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Ten thousand nodes that know about a thousand others each, up to their first move. */
const wide = () => {
  const setup: Setup = {
    nodes: 10_000,
    seed: "00000000000000aa",
    topology: { kind: "random", permille: 100, links: "listed" },
    faults: 0,
    delta: 1,
  };
  const before = held();
  const start = cpuSeconds();
  const cluster = new Cluster(steady as unknown as Protocol<Parts>, { config: "steady", setup, weather: "calm", moves: [] });
  const seconds = cpuSeconds() - start;
  const bytes = held() - before;
  // The whole of it but the links, of which a ring has next to none.
  const bare = new Cluster(steady as unknown as Protocol<Parts>, {
    ...{ config: "steady", weather: "calm", moves: [] },
    setup: { ...setup, topology: { kind: "ring", near: 1 } },
  });
  const links = linksIn(setup);
  return {
    seconds,
    bytes: (2 * bytes - (held() - before)) / links,
    links,
    peakMb: process.resourceUsage().maxRSS / 1_000,
    now: cluster.now + bare.now,
  };
};

const linksIn = (setup: Setup): number => {
  const neighbours = peersIn(setup, saltOf(seedOf(setup.seed)));
  let links = 0;
  for (let node = 0; node < setup.nodes; node++) links += neighbours(node).length;
  return links;
};

const [work, ...words] = process.argv.slice(2);
const numbers = words.map(Number);
const WORKS: Readonly<Record<string, () => object>> = {
  hunt: () => hunt(words[0]!, numbers[1]!, words[2]),
  long: () => long(numbers[0]!, numbers[1]!, numbers[2]!),
  flood: () => flood(numbers[0]!, numbers[1]!, words[2] === "natural"),
  crowd: () => crowded(numbers[0]!, held),
  rounds: () => roundsWarm(words[0]!),
  scaled: () => scaled(numbers[0]!, numbers[1]!),
  contention,
  trickle: () => trickle(numbers[0]!),
  clients: () => judgeClients(words[0] === "spoilt"),
  wide,
};
const answer = WORKS[work!]!();
process.stdout.write(`${JSON.stringify(answer)}\n`);
