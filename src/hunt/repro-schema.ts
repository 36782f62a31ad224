import type { Move, Plain } from "#kernel";
import * as z from "zod";
import type { Repro } from "./finding.ts";

/** A thousand times what a shrunk schedule has; each has its turn in every run. */
export const MOVES_MAX = 10_000;
/** Every process is a record with its disk, made before the first move. */
const NODES_MAX = 10_000;
/** A run walks tick by tick while anything is due, and a roll is exact below 2^21. */
const TICKS_MAX = 1_000_000;
/** One handler may have no more effects, so no crash can strike later and no more writes can be waiting. */
const EFFECTS_MAX = 100_000;

const tick = z.int().min(0).max(TICKS_MAX);
const ticks = z.int().min(1).max(TICKS_MAX);
const node = z.int().min(0);
const text = z.string().min(1);
const permille = z.int().min(0).max(1000);
const hash = z.string().regex(/^[0-9a-f]{16}$/);
/** That it is plain was seen before; here it only has to be there. */
const plain = z.custom<Plain>((value) => value !== undefined);

const then = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("drop") }),
  z.strictObject({ kind: z.literal("delay"), by: ticks }),
  z.strictObject({ kind: z.literal("duplicate"), after: ticks }),
]);

const message = z.strictObject({ from: node, to: node, identity: plain, nth: z.union([z.literal("every"), z.int().min(0)]) });

const inside = z.union([z.literal("nothing"), z.int().min(0).max(EFFECTS_MAX)]);

const thenTimer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("drop") }),
  z.strictObject({ kind: z.literal("delay"), by: ticks }),
  z.strictObject({ kind: z.literal("early"), by: ticks }),
]);

const timer = z.strictObject({ process: node, says: plain, nth: z.union([z.literal("every"), z.int().min(0)]) });

const fault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("torn"), kept: z.int().min(0).max(EFFECTS_MAX) }),
  z.strictObject({ kind: z.literal("stale") }),
]);

/** A clock that stands, or runs backwards, is none. */
const DRIFT_PERMILLE_MIN = -900;
const DRIFT_PERMILLE_MAX = 9_000;

/** One shape for each kind of move, all of them: the compiler counts. */
const MOVES = {
  submit: z.strictObject({ at: tick, kind: z.literal("submit"), name: z.int().min(0), node, operation: plain }),
  retry: z.strictObject({ at: tick, kind: z.literal("retry"), name: z.int().min(0), node, operation: plain }),
  cut: z.strictObject({ at: tick, kind: z.literal("cut"), from: z.array(node), to: z.array(node), ways: z.enum(["one", "both"]) }),
  heal: z.strictObject({ at: tick, kind: z.literal("heal") }),
  clog: z.strictObject({ at: tick, kind: z.literal("clog"), from: z.array(node), to: z.array(node) }),
  slow: z.strictObject({ at: tick, kind: z.literal("slow"), node, by: tick }),
  skew: z.strictObject({
    at: tick,
    kind: z.literal("skew"),
    node,
    by: z.int().min(-TICKS_MAX).max(TICKS_MAX),
    driftPermille: z.int().min(DRIFT_PERMILLE_MIN).max(DRIFT_PERMILLE_MAX),
  }),
  crash: z.strictObject({ at: tick, kind: z.literal("crash"), node, inside, kept: z.int().min(0).max(EFFECTS_MAX) }),
  restart: z.strictObject({ at: tick, kind: z.literal("restart"), node }),
  pause: z.strictObject({ at: tick, kind: z.literal("pause"), node }),
  resume: z.strictObject({ at: tick, kind: z.literal("resume"), node }),
  disk: z.strictObject({ at: tick, kind: z.literal("disk"), node, fault }),
  twin: z.strictObject({ at: tick, kind: z.literal("twin"), node, peers: z.array(node) }),
  turn: z.strictObject({ at: tick, kind: z.literal("turn"), node, lie: text }),
  fate: z.strictObject({ kind: z.literal("fate"), message, then }),
  timer: z.strictObject({ kind: z.literal("timer"), timer, then: thenTimer }),
} satisfies { readonly [K in Move["kind"]]: z.ZodType<Extract<Move, { kind: K }>> };

const { submit, retry, cut, clog, heal, slow, skew, crash, restart, pause, resume, disk, turn, twin, fate } = MOVES;
const acts = [submit, retry, cut, clog, heal, slow, skew, crash, restart, pause, resume, disk, turn, twin] as const;
const move = z.discriminatedUnion("kind", [...acts, fate, MOVES.timer]);

const timers = z.strictObject({ earlyPermille: permille, latePermille: permille, dropPermille: permille, byTicksMax: ticks });

/** Rounds are made of ticks, of which a run has only so many. */
const rounds = z.int().min(0).max(TICKS_MAX);

const weather = z.union([
  z.literal("calm"),
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.undefined().optional(),
      delayTicksMin: ticks,
      delayTicksMax: ticks,
      lossPermille: permille,
      duplicatePermille: permille,
      isInOrder: z.literal(true).optional(),
      timers: timers.optional(),
    }),
    z.strictObject({
      kind: z.literal("shuffled"),
      everyTicks: ticks,
      lostOneIn: z.int().min(0),
      timers: timers.optional(),
    }),
    z.strictObject({
      kind: z.literal("rounds"),
      everyTicks: ticks,
      delayMin: rounds,
      delayMax: rounds,
      // What always waits once more never arrives.
      againPermille: permille.max(999),
      lostPerMillion: z.int().min(0).max(1_000_000),
      timers: timers.optional(),
    }),
  ]),
]);

const topology = z.union([
  z.literal("mesh"),
  z.array(z.array(node)),
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("ring"), near: z.int().min(1).max(NODES_MAX) }),
    z.strictObject({ kind: z.literal("small-world"), near: z.int().min(1).max(NODES_MAX), far: z.int().min(0).max(NODES_MAX) }),
    z.strictObject({ kind: z.literal("random"), permille, links: z.enum(["listed", "computed"]) }),
    z.strictObject({
      kind: z.literal("fading"),
      near: z.int().min(0).max(NODES_MAX),
      until: z.int().min(0).max(NODES_MAX),
      nearPermille: permille,
      farPermille: permille,
      shape: z.enum(["ring", "line"]),
      ways: z.enum(["one", "both"]),
      classes: z.int().min(1).max(NODES_MAX).optional(),
    }),
  ]),
]);

const setup = z.strictObject({
  nodes: z.int().min(1).max(NODES_MAX),
  seed: hash,
  topology,
  faults: z.int().min(0),
  delta: ticks,
});

const schedule = z.strictObject({
  config: text,
  setup,
  weather,
  moves: z.array(move),
  calm: z.strictObject({ from: tick, for: ticks }),
});

const certificate = z.strictObject({
  hash,
  identity: text,
  without: z.array(z.tuple([z.array(z.int().min(0)).min(1).max(2), text])),
});

/** What a repro file looks like, field by field. What its fields say of each other is judged apart. */
export const REPRO = z.strictObject({
  format: z.literal(1),
  subject: text,
  property: text,
  expect: z.enum(["broken", "held"]),
  because: text,
  unshrunk: text.exactOptional(),
  schedule,
  certificate,
}) satisfies z.ZodType<Repro>;
