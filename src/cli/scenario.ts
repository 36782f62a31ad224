import * as z from "zod";
import { FIGURES } from "#protocols/echo-consent";
import type { Scenario } from "#protocols/echo-consent";
import type { Band } from "./bands.ts";

/** Ten times what one machine can hold. */
const NODES_MAX = 1_000_000;
const ROUNDS_MAX = 1_000_000;
const SEEDS_MAX = 1_000;

const count = z.int().min(0);
const permille = z.int().min(0).max(1_000);
const ticks = z.int().min(1).max(ROUNDS_MAX);
const nodes = z.array(count);

const topology = z.union([
  z.literal("mesh"),
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("ring"), near: z.int().min(1) }),
    z.strictObject({ kind: z.literal("small-world"), near: z.int().min(1), far: count }),
    z.strictObject({ kind: z.literal("random"), permille, links: z.enum(["listed", "computed"]) }),
    z.strictObject({
      kind: z.literal("fading"),
      near: count,
      until: count,
      nearPermille: permille,
      farPermille: permille,
      shape: z.enum(["ring", "line"]),
      ways: z.enum(["one", "both"]),
      classes: z.int().min(1).optional(),
    }),
  ]),
]);

const weather = z.union([
  z.literal("calm"),
  z.strictObject({
    delayTicksMin: ticks,
    delayTicksMax: ticks,
    lossPermille: permille,
    duplicatePermille: permille,
    isInOrder: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal("shuffled"), everyTicks: ticks, lostOneIn: count }),
  z.strictObject({
    kind: z.literal("rounds"),
    everyTicks: ticks,
    delayMin: count,
    delayMax: count,
    againPermille: permille,
    lostPerMillion: z.int().min(0).max(1_000_000),
  }),
]);

/** What may befall a network that is measured; clients are its own. */
const move = z.discriminatedUnion("kind", [
  z.strictObject({ at: count, kind: z.literal("cut"), from: nodes, to: nodes, ways: z.enum(["one", "both"]) }),
  z.strictObject({ at: count, kind: z.literal("heal") }),
  z.strictObject({ at: count, kind: z.literal("crash"), node: count, inside: z.literal("nothing"), kept: count }),
  z.strictObject({ at: count, kind: z.literal("restart"), node: count }),
  z.strictObject({ at: count, kind: z.literal("turn"), node: count, lie: z.string() }),
]);

const SCENARIO = z.strictObject({
  format: z.literal(1),
  protocol: z.literal("echo-consent"),
  name: z.string().min(1),
  hypothesis: z.string().min(1),
  config: z.string().min(1),
  setup: z.strictObject({ nodes: z.int().min(1).max(NODES_MAX), topology, faults: count, delta: ticks }),
  weather,
  moves: z.array(move),
  rounds: z.int().min(1).max(ROUNDS_MAX),
  demand: z.strictObject({ tokens: z.int().min(1), partsMax: z.int().min(1).max(6), patience: ticks.optional() }),
  seeds: z.int().min(1).max(SEEDS_MAX),
  stalledMax: count.optional(),
  sources: z
    .array(z.strictObject({ what: z.string(), commits: z.number().optional(), messagesPerCommit: z.number().optional() }))
    .optional(),
  expect: z.array(z.strictObject({ figure: z.enum(FIGURES), of: z.enum(["mean", "median"]), from: z.number(), to: z.number() })),
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

/** What a schema found wrong: the way to it, and why. */
export type Wrong = { readonly kind: "wrong"; readonly value: unknown; readonly issue: z.core.$ZodIssue };

/** Reads a scenario that has been parsed, or finds what is wrong with it first. */
export const scenarioIn = (value: unknown): Expecting | Wrong => {
  const read = SCENARIO.safeParse(value);
  return read.success ? read.data : { kind: "wrong", value, issue: read.error.issues[0]! };
};
