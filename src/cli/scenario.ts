import { FIGURES } from "#protocols/echo-consent";
import type { Scenario } from "#protocols/echo-consent";
import type { Band } from "./bands.ts";
import { finite, kinds, list, oneOf, optional, plainOr, record, text, whole, wordOr } from "./shape.ts";
import type { Issue, Shape } from "./shape.ts";

/** Ten times what one machine can hold. */
const NODES_MAX = 1_000_000;
const ROUNDS_MAX = 1_000_000;
const SEEDS_MAX = 1_000;

const count = whole(0);
const permille = whole(0, 1_000);
const ticks = whole(1, ROUNDS_MAX);
const nodes = list(count);

const topology = wordOr(
  "mesh",
  kinds({
    ring: { near: whole(1) },
    "small-world": { near: whole(1), far: count },
    random: { permille, links: oneOf("listed", "computed") },
    fading: {
      near: count,
      until: count,
      nearPermille: permille,
      farPermille: permille,
      shape: oneOf("ring", "line"),
      ways: oneOf("one", "both"),
      classes: optional(whole(1)),
    },
  }),
);

const weather = wordOr(
  "calm",
  plainOr(
    record({
      delayTicksMin: ticks,
      delayTicksMax: ticks,
      lossPermille: permille,
      duplicatePermille: permille,
      isInOrder: optional(oneOf(true)),
    }),
    kinds({
      shuffled: { everyTicks: ticks, lostOneIn: count },
      rounds: { everyTicks: ticks, delayMin: count, delayMax: count, againPermille: permille, lostPerMillion: whole(0, 1_000_000) },
    }),
  ),
);

/** What may befall a network that is measured; clients are its own. */
const move = kinds({
  cut: { at: count, from: nodes, to: nodes, ways: oneOf("one", "both") },
  heal: { at: count },
  crash: { at: count, node: count, inside: oneOf("nothing"), kept: count },
  restart: { at: count, node: count },
  turn: { at: count, node: count, lie: text() },
});

const scenario: Shape<Expecting> = record({
  format: oneOf(1),
  protocol: oneOf("echo-consent"),
  name: text(1),
  hypothesis: text(1),
  config: text(1),
  setup: record({ nodes: whole(1, NODES_MAX), topology, faults: count, delta: ticks }),
  weather,
  moves: list(move),
  rounds: ticks,
  demand: plainOr(
    record({ tokens: whole(1), partsMax: whole(1, 6), patience: optional(ticks) }),
    kinds({ contention: { slots: whole(1), familyPermille: permille, partsMax: whole(1, 6) } }),
  ),
  seeds: whole(1, SEEDS_MAX),
  stalledMax: optional(count),
  sources: optional(list(record({ what: text(), commits: optional(finite), messagesPerCommit: optional(finite) }))),
  expect: list(record({ figure: oneOf(...FIGURES), of: oneOf("mean", "median"), from: finite, to: finite })),
});

/** A scenario as its file tells it: what is played, and what is expected of it. */
export interface Expecting extends Scenario {
  readonly name: string;
  readonly hypothesis: string;
  readonly seeds: number;
  /** The most seeds that may stall. */
  readonly stalledMax?: number | undefined;
  readonly expect: readonly Band[];
}

/** What is wrong with a value: the way to it, and why. */
export type Wrong = { readonly kind: "wrong"; readonly value: unknown; readonly issue: Issue };

/** Reads a scenario that has been parsed, or finds what is wrong with it first. */
export const scenarioIn = (value: unknown): Expecting | Wrong => {
  const issue = scenario(value, []);
  return issue === undefined ? (value as Expecting) : { kind: "wrong", value, issue };
};
