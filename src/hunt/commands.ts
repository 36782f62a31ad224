import { Cluster, isTimed } from "#kernel";
import type { Event, Schedule, Timed } from "#kernel";
import { fc } from "./fast-check.ts";
import { generate } from "./generate.ts";
import type { Model } from "./model.ts";
import { modelProperty } from "./model.ts";
import { seedFrom, shrunkOf, throwFailure } from "./schedules.ts";
import type { Subject } from "./subject.ts";
import { judged } from "./trial.ts";
import type { Trial } from "./trial.ts";

/** A list of fast-check commands, one for each move of a schedule, over a live cluster beside a reference model. */
export class Commands<M> implements Iterable<MoveCommand<M>> {
  readonly subject: Subject;
  readonly model: Model<M>;
  readonly schedule: Schedule;
  readonly wanted: string | undefined;
  constructor(subject: Subject, model: Model<M>, schedule: Schedule, wanted?: string) {
    this.subject = subject;
    this.model = model;
    this.schedule = schedule;
    this.wanted = wanted;
  }
  /** A fresh cluster and a fresh model, as `fc.modelRun` wants them. */
  setup(): { readonly model: { model: M }; readonly real: Cluster } {
    const real = new Cluster(this.subject.protocol, this.schedule, { isFrozen: true, eventsMax: this.subject.ground.eventsMax });
    return { model: { model: this.model.open() }, real };
  }
  *[Symbol.iterator](): Iterator<MoveCommand<M>> {
    for (const move of this.schedule.moves) if (isTimed(move)) yield new MoveCommand(this.model, move);
  }
  toString(): string {
    return this.schedule.moves.map((move) => JSON.stringify(move)).join("\n");
  }
}

/** One move as a command: `check` asks the model whether a client would, `run` makes it and holds what was seen against the model. */
class MoveCommand<M> implements fc.Command<{ model: M }, Cluster> {
  private readonly model: Model<M>;
  readonly move: Timed;
  constructor(model: Model<M>, move: Timed) {
    this.model = model;
    this.move = move;
  }
  check({ model }: Readonly<{ model: M }>): boolean {
    return this.model.may(model, this.move);
  }
  run({ model }: { model: M }, real: Cluster): void {
    const before = real.history.length;
    real.until(this.move.at);
    real.apply(this.move);
    for (const event of real.history.slice(before)) hold(this.model, model, event);
  }
  toString(): string {
    return JSON.stringify(this.move);
  }
}

const hold = <M>(model: Model<M>, state: M, event: Event): void => {
  if (event.kind === "move") return model.make(state, event.move);
  const because = model.doubt(state, event);
  if (because !== undefined) throw new Error(`${model.id}: ${because}`);
};

/**
 * A drop-in for `fc.commands` that shrinks message schedules well, and keeps to the failure it is shrinking. The stock one keeps
 * the last command by fiat, takes any failure for the one it shrinks, and cannot shrink a value that comes from a file.
 */
export const commands = <M>(subject: Subject, config: string, model: Model<M>): fc.Arbitrary<Commands<M>> =>
  new CommandsArbitrary(withModel(subject, model), config, model);

/** The subject with the model among its properties. */
const withModel = <M>(subject: Subject, model: Model<M>): Subject => ({
  ...subject,
  properties: [...subject.properties, modelProperty(model)],
});

/** Makes the moves of a list on its cluster, brings the calm, and judges the run; throws what broke. */
export const modelRun = <M>(list: Commands<M>): Trial => {
  const { schedule, subject } = list;
  const { real } = list.setup();
  for (const { move } of list) {
    real.until(move.at);
    real.apply(move);
  }
  real.until(schedule.calm.from);
  real.calm();
  real.until(schedule.calm.from + schedule.calm.for);
  const tried = judged(subject, schedule, real.finish(), []);
  throwFailure(tried, list.wanted);
  return tried;
};

class CommandsArbitrary<M> extends fc.Arbitrary<Commands<M>> {
  private readonly subject: Subject;
  private readonly config: string;
  private readonly model: Model<M>;
  constructor(subject: Subject, config: string, model: Model<M>) {
    super();
    this.subject = subject;
    this.config = config;
    this.model = model;
  }
  override generate(random: fc.Random): fc.Value<Commands<M>> {
    const schedule = generate(this.subject.ground, this.config, seedFrom(random));
    return new fc.Value(new Commands(this.subject, this.model, sensible(schedule, this.model)), undefined);
  }
  override canShrinkWithoutContext(value: unknown): value is Commands<M> {
    return value instanceof Commands;
  }
  override shrink(value: Commands<M>): fc.Stream<fc.Value<Commands<M>>> {
    const smaller = shrunkOf(this.subject, value.schedule, value.wanted);
    if (smaller === undefined) return fc.Stream.nil();
    return fc.Stream.of(new fc.Value(new Commands(this.subject, this.model, smaller.schedule, smaller.wanted), undefined));
  }
}

/** Without the moves that no client of the model would make, so that what runs is what the schedule says. */
const sensible = <M>(schedule: Schedule, model: Model<M>): Schedule => {
  const state = model.open();
  const moves = schedule.moves.filter((move) => {
    if (!model.may(state, move)) return false;
    model.make(state, move);
    return true;
  });
  return { ...schedule, moves };
};
