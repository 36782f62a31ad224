import type { Schedule } from "#kernel";
import { fc } from "./fast-check.ts";
import { generate } from "./generate.ts";
import { shrink } from "./shrink.ts";
import { isSmaller } from "./smaller.ts";
import type { Subject } from "./subject.ts";
import { trial } from "./trial.ts";
import type { Trial } from "./trial.ts";

/** A schedule on its way through fast-check, with the failure it is wanted for once it has failed. */
export class Hunted {
  readonly schedule: Schedule;
  readonly wanted: string | undefined;
  constructor(schedule: Schedule, wanted?: string) {
    this.schedule = schedule;
    this.wanted = wanted;
  }
  toString(): string {
    return JSON.stringify(this.schedule);
  }
}

/** Whole schedules for `fc.property`. They shrink with our shrinker, also when they come from a file. */
export const schedules = (subject: Subject, config: string): fc.Arbitrary<Hunted> => new Schedules(subject, config);

/** Judges a schedule inside a property: throws what broke. Another failure than the wanted one is no failure while shrinking. */
export const expectHeld = (subject: Subject, { schedule, wanted }: Hunted): Trial => {
  const tried = trial(subject, schedule);
  throwFailure(tried, wanted);
  return tried;
};

/** Throws the failure that counts: any one at first, only the wanted one while shrinking. */
export const throwFailure = ({ failures }: Pick<Trial, "failures">, wanted: string | undefined): void => {
  const failure = wanted === undefined ? failures[0] : failures.find(({ identity }) => identity === wanted);
  if (failure !== undefined) throw new Error(`${failure.identity}: ${failure.verdict.because}`);
  if (failures.length > 0) throw new fc.PreconditionFailure();
};

/** The seed that a run of fast-check gives to one schedule: twice its 32 bits. */
export const seedFrom = (random: fc.Random): { readonly high: number; readonly low: number } => ({
  high: random.nextInt(),
  low: random.nextInt(),
});

/** The smallest schedule with the same failure, where one is smaller. fast-check is offered just this one. */
export const shrunkOf = (subject: Subject, schedule: Schedule, wanted: string | undefined): Hunted | undefined => {
  const identity = wanted ?? trial(subject, schedule).failures[0]?.identity;
  if (identity === undefined) return undefined;
  const { best } = shrink(subject, schedule, identity);
  const isNew = schedule.weather !== "calm" || isSmaller(best, schedule);
  return isNew ? new Hunted(best, identity) : undefined;
};

class Schedules extends fc.Arbitrary<Hunted> {
  private readonly subject: Subject;
  private readonly config: string;
  constructor(subject: Subject, config: string) {
    super();
    this.subject = subject;
    this.config = config;
  }
  override generate(random: fc.Random): fc.Value<Hunted> {
    return new fc.Value(new Hunted(generate(this.subject.ground, this.config, seedFrom(random))), undefined);
  }
  override canShrinkWithoutContext(value: unknown): value is Hunted {
    return value instanceof Hunted;
  }
  override shrink(value: Hunted): fc.Stream<fc.Value<Hunted>> {
    const smaller = shrunkOf(this.subject, value.schedule, value.wanted);
    return smaller === undefined ? fc.Stream.nil() : fc.Stream.of(new fc.Value(smaller, undefined));
  }
}
