import { choose, digitsOf, mix, seedAt, seedOf } from "#kernel";
import type { Fate, Plain, ProcessId, Schedule, Setup, Submit, Then, Timed, Weather } from "#kernel";
import { AMOUNT, CONFIGS, TOKENS } from "#protocols/canary";
import type { Block } from "#protocols/canary";

const ROOT = seedOf("5ca1ab1e0ddba115");
const STORM_TICKS = 60;
const LIES = ["stutter", "half-mute", "mute", "forger", "strange"];

/** The schedule of that number: every kind of move, fate, weather and topology comes up among a few dozen of them. */
export const scheduleAt = (index: number): Schedule => {
  const roll = rolls(index);
  const nodes = pick(roll, [4, 5, 7]);
  const { high, low } = seedAt(ROOT, index);
  const asked = submits(roll, nodes);
  const timed = [...asked, ...crashes(roll, nodes), ...cuts(roll, nodes), ...pauses(roll, nodes), ...turns(roll, nodes)];
  return {
    config: index % 2 === 0 ? "sound" : pick(roll, Object.keys(CONFIGS)),
    setup: { nodes, seed: digitsOf(high, low), topology: topology(roll, nodes), faults: Math.floor((nodes - 1) / 3), delta: 1 + roll(6) },
    weather: weather(roll),
    moves: [...fates(roll, nodes, asked), ...timed.sort((a, b) => a.at - b.at)],
    calm: { from: STORM_TICKS + roll(3), for: 80 + roll(120) },
  };
};

type Roll = (bound: number) => number;

const rolls = (index: number): Roll => {
  let count = 0;
  return (bound) => choose(mix(mix(0x5c4ed, index), ++count), bound);
};

const pick = <T>(roll: Roll, choices: readonly T[]): T => choices[roll(choices.length)]!;

const some = <T>(count: number, make: (place: number) => T): T[] => Array.from({ length: count }, (_, place) => make(place));

type Asked = Submit & { readonly operation: Block };

const submits = (roll: Roll, nodes: number): Asked[] =>
  some(1 + roll(6), (place) => ({ at: roll(40), kind: "submit", name: place + 1, node: roll(nodes), operation: block(roll, place + 1) }));

const block = (roll: Roll, name: number): Block => ({
  spend: roll(TOKENS),
  parent: roll(3) === 0 ? 1 + roll(name) : 0,
  block: name,
  amount: roll(12) === 0 ? AMOUNT + 1 : AMOUNT,
});

const crashes = (roll: Roll, nodes: number): Timed[] =>
  some(roll(4), () => {
    const node = roll(nodes);
    const at = roll(50);
    const crash = { at, kind: "crash", node, inside: roll(2) === 0 ? "nothing" : roll(6), kept: roll(3) } as const;
    return roll(4) === 0 ? [crash] : [crash, { at: at + 1 + roll(20), kind: "restart", node } as const];
  }).flat();

const cuts = (roll: Roll, nodes: number): Timed[] => {
  if (roll(2) === 0) return [];
  const sides: [ProcessId[], ProcessId[]] = [[], []];
  for (let node = 0; node < nodes; node++) sides[roll(2)]!.push(node);
  const at = roll(40);
  const cut = { at, kind: "cut", from: sides[0], to: sides[1], ways: pick(roll, ["one", "both"] as const) } as const;
  return roll(3) === 0 ? [cut] : [cut, { at: at + roll(20), kind: "heal" }];
};

const pauses = (roll: Roll, nodes: number): Timed[] =>
  some(roll(3), () => {
    const node = roll(nodes);
    const at = roll(40);
    const pause = { at, kind: "pause", node } as const;
    return roll(4) === 0 ? [pause] : [pause, { at: at + roll(30), kind: "resume", node } as const];
  }).flat();

const turns = (roll: Roll, nodes: number): Timed[] =>
  some(roll(2), () => ({ at: roll(30), kind: "turn", node: roll(nodes), lie: pick(roll, LIES) }));

const fates = (roll: Roll, nodes: number, asked: readonly Asked[]): Fate[] =>
  some(roll(6), () => ({
    kind: "fate",
    message: {
      from: roll(nodes),
      to: roll(nodes),
      identity: identity(roll, pick(roll, asked).operation),
      nth: roll(4) === 0 ? "every" : roll(3),
    },
    then: pick<Then>(roll, [{ kind: "drop" }, { kind: "delay", by: 1 + roll(100) }, { kind: "duplicate", after: 1 + roll(9) }]),
  }));

const identity = (roll: Roll, { spend, parent, block }: Block): Plain =>
  roll(4) === 0 ? ["forward", spend, parent] : ["vote", spend, parent, block];

const weather = (roll: Roll): Weather => {
  if (roll(5) === 0) return "calm";
  const delayTicksMin = 1 + roll(2);
  return { delayTicksMin, delayTicksMax: delayTicksMin + roll(10), lossPermille: roll(3) * 80, duplicatePermille: roll(3) * 50 };
};

/** Mostly everybody knows everybody; now and then each knows its neighbours on a ring and one across. */
const topology = (roll: Roll, nodes: number): Setup["topology"] => {
  if (roll(5) > 0) return "mesh";
  const near = (node: number) => new Set([node + 1, node + nodes - 1, node + Math.floor(nodes / 2)].map((other) => other % nodes));
  return some(nodes, (node) =>
    some(nodes, (other) => other).filter((other) => other !== node && (near(node).has(other) || near(other).has(node))),
  );
};
