import type { Subject } from "#hunt";
import { simulateAll } from "#kernel";
import type { Fate, Parts, Plain, Protocol, Schedule, Self, Tagged, Then, ThenTimer, TimerFate } from "#kernel";
import { linesOf } from "./alphabet.ts";
import { upTo } from "./hardships.ts";

/** The fate of a message or of a timer. */
type Doom = Fate | TimerFate;

/** Every message and every timer of the run, each with all that the weather could do to it. */
export const fatesAfter = (subject: Subject, schedule: Schedule): ReadonlyMap<string, readonly Doom[]> => {
  const { hardships } = subject.ground;
  if (!hardships.includes("weather")) return new Map();
  const taken = new Set(schedule.moves.flatMap((move) => (move.kind === "fate" || move.kind === "timer" ? [nameOf(move)] : [])));
  const thinkable = [...messagesIn(subject, schedule), ...(hardships.includes("timers") ? timersIn(subject, schedule) : [])];
  const dooms = thinkable.filter((doom) => !taken.has(nameOf(doom)));
  // A fate that changes nothing tells which of the thinkable names exist.
  const idle = new Set(simulateAll(subject.protocol, { ...schedule, moves: [...schedule.moves, ...dooms] }).idle);
  const met = dooms.filter((_, place) => !idle.has(schedule.moves.length + place));
  return new Map(met.map((doom) => [nameOf(doom), allOf(doom)]));
};

const allOf = (doom: Doom): readonly Doom[] =>
  doom.kind === "fate" ? THENS.map((then) => ({ ...doom, then })) : TIMER_THENS.map((then) => ({ ...doom, then }));

const nameOf = (doom: Doom): string => JSON.stringify(doom.kind === "fate" ? doom.message : doom.timer);

const messagesIn = (subject: Subject, schedule: Schedule): readonly Fate[] => {
  const names = new Map<string, Fate>();
  const said = new Map<string, number>();
  for (const line of linesOf(subject, schedule)) {
    if (line.kind !== "send" || line.from === line.to) continue;
    const identity = subject.protocol.identify?.(line.message as never) ?? (line.message as Plain);
    const speech = JSON.stringify([line.from, identity]);
    const times = said.get(speech) ?? 0;
    said.set(speech, times + 1);
    for (let nth = 0; nth <= times; nth++) {
      const fate: Fate = { kind: "fate", message: { from: line.from, to: line.to, identity, nth }, then: { kind: "delay", by: 0 } };
      names.set(nameOf(fate), fate);
    }
  }
  return [...names.values()];
};

/** No trace tells of a timer that never fires, so the nodes are listened to. */
const timersIn = ({ protocol }: Subject, schedule: Schedule): readonly TimerFate[] => {
  const names = new Map<string, TimerFate>();
  const armed = new Map<string, number>();
  const hear = (node: number, says: Plain): void => {
    const nth = armed.get(JSON.stringify([node, says])) ?? 0;
    armed.set(JSON.stringify([node, says]), nth + 1);
    // Of twins the second counts for itself, under a number of its own.
    const processes = [node, ...upTo(schedule.setup.faults).map((second) => schedule.setup.nodes + second - 1)];
    for (const process of processes) {
      const fate: TimerFate = { kind: "timer", timer: { process, says, nth }, then: { kind: "delay", by: 0 } };
      names.set(nameOf(fate), fate);
    }
  };
  simulateAll(overheard(protocol, hear), schedule);
  return [...names.values()];
};

/** The same protocol, and somebody hears which timers its nodes arm. */
const overheard = (protocol: Protocol<Parts>, hear: (node: number, says: Plain) => void): Protocol<Parts> => {
  const beside = (self: Self<Parts>): Self<Parts> =>
    new Proxy(self, {
      get: (own, key) => {
        const held: unknown = Reflect.get(own, key, own);
        if (key !== "arm") return typeof held === "function" ? (held.bind(own) as unknown) : held;
        return (timer: Tagged, after: number) => {
          hear(own.id, timer as unknown as Plain);
          own.arm(timer as never, after);
        };
      },
    });
  return {
    ...protocol,
    start: (self) => protocol.start(beside(self)),
    submit: (state, call, self) => protocol.submit(state, call, beside(self)),
    receive: (state, from, message, self) => protocol.receive(state, from, message, beside(self)),
    timeout: (state, timer, self) => protocol.timeout(state, timer, beside(self)),
  };
};

/** What the heaviest weather can do to a message. */
const THENS: readonly Then[] = [
  { kind: "drop" },
  ...upTo(9).map((by): Then => ({ kind: "delay", by })),
  ...upTo(10).map((after): Then => ({ kind: "duplicate", after })),
];

/** And to a timer. */
const TIMER_THENS: readonly ThenTimer[] = [
  { kind: "drop" },
  ...upTo(16).map((by): ThenTimer => ({ kind: "delay", by })),
  ...upTo(16).map((by): ThenTimer => ({ kind: "early", by })),
];
