import { choose, fingerprint, isSealed, mix, peersIn, seal } from "#kernel";
import type { Crash, Cut, Lie, Observation, Parts, Rounds, Schedule, Self, SimulatedDisk, Tagged, Then, Timed } from "#kernel";

/** The moves that it knows: those that a first storm is made of. */
export type Spine = Extract<Timed, { kind: "submit" | "cut" | "heal" | "crash" | "restart" | "pause" | "resume" | "turn" }>;

/** Something that is due: a message (1), a timer (2), a round of the shuffled weather (3). */
export type Entry = { readonly at: number; readonly kind: 1 | 2 | 3; readonly to: number; readonly from: number; readonly what: Tagged };
/** A node, and what has befallen it. */
export type Node = { readonly id: number; readonly self: Own; state?: object | undefined } & Fortune;
/** What one handler does. */
export type Act = readonly [handler: string, play: () => void];
type Powers = Pick<Self<Parts>, "id" | "nodes" | "peers" | "now" | "below" | "sign" | "verify">;
type Own = Self<Parts> & { readonly disk: SimulatedDisk };
type Fortune = { lie?: Lie<Parts>; doom?: Crash | undefined; pausedAt?: number | undefined; behind: number; waiting: Entry[] };

/** What a node has said, and for which time. */
export type Said = { readonly from: number; readonly what: Tagged; readonly identity: number; readonly nth: number; readonly sent: number };
/** One copy of it. */
export type Copy = Said & { readonly to: number };
/** How things stand between the nodes: what is cut, and Δ once the calm has come. */
export type Sea = { cuts: Cut[]; readonly fair: number };

/** After how many ticks a copy arrives: never, once or twice; or that it waits in the queue. */
export const arrivals = (copy: Copy, salt: number, { cuts, fair }: Sea, { weather, moves }: Schedule): number[] | "queue" => {
  const roll = rollOf(copy, salt);
  if (fair > 0) return [fairDelay(roll, fair)];
  if (cuts.some((cut) => isCut(cut, copy))) return [];
  const fates = fatesOf(copy, moves);
  if (fates.length > 0) return fated(fates);
  if (weather === "calm") return [1];
  if (weather.kind === "shuffled") return "queue";
  if (weather.kind === "rounds") return travel(roll, copy.sent, weather);
  if (choose(mix(roll, 0x1001), 1000) < weather.lossPermille) return [];
  const range = weather.delayTicksMax - weather.delayTicksMin + 1;
  const delay = weather.delayTicksMin + choose(mix(roll, 0x1002), range);
  const isTwice = choose(mix(roll, 0x1003), 1000) < weather.duplicatePermille;
  return isTwice ? [delay, delay + 1 + choose(mix(roll, 0x1004), range)] : [delay];
};

const travel = (roll: number, sent: number, { everyTicks, delayMin, delayMax, againPermille, lostPerMillion }: Rounds): number[] => {
  if (choose(mix(roll, 0x1001), 1_000_000) < lostPerMillion) return [];
  let rounds = delayMin + choose(mix(roll, 0x1002), delayMax - delayMin + 1);
  for (let times = 0; choose(mix(mix(roll, 0x1004), times), 1_000) < againPermille; times++) rounds++;
  return [(Math.floor(sent / everyTicks) + 1 + rounds) * everyTicks - sent];
};

/** The roll that the name of a copy comes to. */
export const rollOf = ({ from, to, identity, nth }: Copy, salt: number): number => mix(mix(mix(mix(salt, from), to), identity), nth);

export const fairDelay = (roll: number, fair: number): number => {
  const luck = mix(roll, 0x1005);
  if (luck % 2 === 0) return fair;
  return (luck & 2) === 0 ? 1 : 1 + choose(luck, fair);
};

const isCut = ({ from, to, ways }: Cut, copy: Copy): boolean =>
  (from.includes(copy.from) && to.includes(copy.to)) || (ways === "both" && from.includes(copy.to) && to.includes(copy.from));

/** Those that name just this copy, or else those that mean every one of its kind. */
const fatesOf = ({ from, to, identity, nth }: Copy, moves: Schedule["moves"]): Then[] => {
  const fates = moves.filter((move) => move.kind === "fate");
  const kind = fates.filter(({ message }) => message.from === from && message.to === to && fingerprint(message.identity) === identity);
  const exact = kind.filter(({ message }) => message.nth === nth);
  return (exact.length > 0 ? exact : kind.filter(({ message }) => message.nth === "every")).map(({ then }) => then);
};

const fated = (fates: readonly Then[]): number[] => {
  if (fates.some(({ kind }) => kind === "drop")) return [];
  const delay = fates.reduce((sum, then) => sum + (then.kind === "delay" ? then.by : 0), 1);
  const after = Math.max(...fates.map((then) => (then.kind === "duplicate" ? then.after : 0)));
  return after > 0 ? [delay, delay + after] : [delay];
};

/** Whom the calm restarts: of the honest dead the lowest first, until liars and dead are within the budget. */
export const raised = (nodes: readonly Node[], faults: number): Node[] => {
  const dead = nodes.filter(({ state, lie }) => state === undefined && lie === undefined);
  const staying = Math.max(0, faults - nodes.filter(({ lie }) => lie !== undefined).length);
  return dead.slice(0, Math.max(0, dead.length - staying));
};

/** Whether something due is a timer of this node: that one, or any. */
export const isTimerOf = (id: number, timer?: Tagged) => (entry: Entry) =>
  entry.kind === 2 && entry.to === id && (timer === undefined || fingerprint(entry.what) === fingerprint(timer));

/** All that a node holds, as a number. */
export const fingerprintOf = ({ id, state, self, waiting }: Node, agenda: readonly Entry[], now: number): number => {
  let sum = mix(id, state === undefined ? 0 : fingerprint(state)) + mix(0x2001, self.disk.fingerprint());
  for (const { what, at } of [...agenda, ...waiting].filter(isTimerOf(id))) sum += mix(mix(0x2002, fingerprint(what)), at - now);
  return sum | 0;
};

/** What an observation adds to the hash. */
export const termsOf = (said: Observation): [number, number] =>
  said.kind === "respond"
    ? [said.call, fingerprint(said.result)]
    : [mix(fingerprint(said.kind), fingerprint(said.instance)), fingerprint(said.value)];

/** What a panic adds to the hash: handler and words, but not the engine's own words. */
export const panicOf = (id: number, handler: string, thrown: unknown): [number, number] => {
  const { name, message } = thrown as Error;
  const words = /^(Eval|Range|Reference|Syntax|Type|URI)Error$/.test(name) ? name : message;
  return [mix(0x9a21c, id), mix(fingerprint(handler), fingerprint(words))];
};

/** What a node is and knows, and what it can do without anybody else: roll, sign and verify. */
export const powersOf = (id: number, { setup }: Schedule, salt: number): Powers => ({
  id,
  nodes: setup.nodes,
  peers: peersIn(setup, salt)(id),
  now: 0,
  below: (bound, ...reason) => choose(mix(mix(mix(salt, 0x2003), id), fingerprint(reason)), bound),
  sign: (payload) => seal(payload, id, mix(salt, 0x2004)),
  verify: (signed) => isSealed(signed, mix(salt, 0x2004)),
});
