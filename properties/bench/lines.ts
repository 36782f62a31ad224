import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { wholeSeconds } from "./echo.ts";
import { apart, argsFor, median, paired } from "./measure.ts";
import type { Line } from "./measure.ts";

const isQuick = process.argv.includes("--quick");
const PAIRS = isQuick ? 3 : 9;
const SCHEDULES = isQuick ? "20000" : "60000";

/** Schedules, or what else a hunt counts, for one yardstick. */
const huntRate = (subject: string, what: "schedules" | "events"): number =>
  paired(PAIRS, () => {
    const { seconds, [what]: count } = apart("hunt", subject, SCHEDULES);
    return count! / seconds!;
  });

/** Schedules for each CPU second on the whole ground, of those on the ground of the first storms. */
const wholeRate = (): number => ratioOf("canary", "first");

const ratioOf = (one: string, other: string): number => {
  const rateOf = (subject: string): number => {
    const { seconds, schedules } = apart("hunt", subject, SCHEDULES);
    return schedules! / seconds!;
  };
  return median(Array.from({ length: PAIRS }, () => rateOf(one) / rateOf(other)));
};

/** Schedules for each CPU second with twins, lies and skew in every run, of those without. */
const besetRate = (): number => ratioOf("beset", "canary");

const ROUNDS = 20_000;

/** Bytes retained for each of ten more of something in every round. */
const bytesFor = (chatter: readonly [number, number], decisions: readonly [number, number]): number => {
  const [few, many] = [0, 1].map((place) => apart("long", String(ROUNDS), String(chatter[place]), String(decisions[place])).bytes!);
  return (many! - few!) / (10 * ROUNDS);
};

/** CPU for each event of a long run, in that of a short one. */
const flatness = (): number => {
  const cost = (rounds: number): number => {
    const { seconds, events } = apart("long", String(rounds), "1", "0");
    return seconds! / events!;
  };
  return median(Array.from({ length: isQuick ? 1 : 5 }, () => cost(200_000) / cost(2_000)));
};

/** What each of two processes does of what one does alone, in schedules for each CPU second; and whether they share the seeds. */
const together = async (): Promise<number> => {
  const alone = apart("hunt", "canary", SCHEDULES);
  const halves = await Promise.all(["0", "1"].map((parity) => beside("hunt", "canary", String(2 * Number(SCHEDULES)), parity)));
  const whole = apart("hunt", "canary", String(2 * Number(SCHEDULES)));
  if (halves[0]!.schedules! + halves[1]!.schedules! !== whole.schedules) throw new Error("a seed was lost, or made twice");
  if (((halves[0]!.sum! + halves[1]!.sum!) | 0) !== whole.sum) throw new Error("two processes made other runs than one");
  const rateOf = ({ schedules, seconds }: Readonly<Record<string, number>>): number => schedules! / seconds!;
  return Math.min(...halves.map(rateOf)) / ((rateOf(alone) + rateOf(whole)) / 2);
};

const beside = async (work: string, ...words: readonly string[]): Promise<Readonly<Record<string, number>>> => {
  const child = spawn(process.execPath, argsFor(work, words), { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await once(child, "close");
  return JSON.parse(text) as Readonly<Record<string, number>>;
};

/** Yardsticks for a verdict on the history of a crowd of clients: sound, or with one answer spoilt, whichever takes longer. */
const verdict = (): number =>
  Math.max(...["sound", "spoilt"].map((state) => 1 / paired(PAIRS, () => 1 / apart("clients", state).seconds!)));

/** What the yardstick delivers. */
const YARDSTICK_DELIVERIES = 14_744_141;

/** CPU for each delivery of the yardstick's own work, in that of the yardstick. */
const floodCost = (nodes: number, rounds: number, style: "lean" | "natural"): number =>
  YARDSTICK_DELIVERIES /
  paired(PAIRS, () => {
    const { seconds, events } = apart("flood", String(nodes), String(rounds), style);
    return events! / seconds!;
  });

/** CPU for each event of a flood of ten million, in that of runs of a thousand; what a process learns first is in neither. */
const floodFlatness = (): number => {
  const costOf = ({ seconds, events }: Readonly<Record<string, number>>): number => seconds! / events!;
  const long = isQuick ? "1400" : "14000";
  return median(
    Array.from({ length: isQuick ? 1 : 5 }, () => costOf(apart("flood", "100", long, "lean")) / costOf(apart("trickle", "100"))),
  );
};

/** CPU for each event of a word handed on in a great network, in that of a small one. */
const crowdedness = (): number => {
  const cost = (nodes: number): number => {
    const { seconds, events } = apart("crowd", String(nodes));
    return seconds! / events!;
  };
  return median(Array.from({ length: isQuick ? 3 : 5 }, () => cost(100_000) / cost(1_000)));
};

/** Yardsticks of the rounds of a scenario, once the engine has learnt them. */
const roundsCost = (name: string): number => 1 / paired(PAIRS, () => 1 / apart("rounds", name).seconds!);

/** Yardsticks of the whole command that plays a scenario with one seed. */
const wholeCost = (name: string): number => 1 / paired(PAIRS, () => 1 / wholeSeconds(name));

const scaledTo = (nodes: number): Readonly<Record<string, number>> => apart("scaled", String(nodes), isQuick ? "200" : "1000");

/** CPU for each message delivered to one of ten thousand peers, in that of one of a hundred. */
const scaleFlatness = (): number => {
  const cost = (nodes: number): number => {
    const { seconds, delivered } = scaledTo(nodes);
    return seconds! / delivered!;
  };
  return median(Array.from({ length: isQuick ? 1 : 5 }, () => cost(10_000) / cost(100)));
};

/** How many bugs and long runs end too long, too dear or uncertified, from a hundred seeds each: the campaign itself, which says which. */
const tooLarge = (): number => {
  const { stdout, status } = spawnSync(process.execPath, [join(import.meta.dirname, "../hunt/minimal/main.ts")], { encoding: "utf8" });
  const short = stdout.split("\n").filter((line) => line.startsWith("FELL SHORT"));
  process.stdout.write(short.map((line) => `${line}\n`).join(""));
  return Math.max(short.length, status === 0 ? 0 : 1);
};

/** Every promise of speed and size, in the order in which they are told. */
export const LINES: readonly Line[] = [
  {
    name: "canary, n = 4, on the ground of the first storms: schedules a yardstick",
    bar: 66_000,
    side: "at least",
    measure: () => huntRate("first", "schedules"),
  },
  {
    name: "canary, n = 4, on the ground of the first storms: events a yardstick",
    bar: 3_300_000,
    side: "at least",
    measure: () => huntRate("first", "events"),
  },
  {
    name: "canary, n = 4, on its whole ground: schedules a yardstick",
    bar: undefined,
    side: "told",
    measure: () => huntRate("canary", "schedules"),
  },
  {
    name: "canary, n = 4, on its whole ground: events a yardstick",
    bar: undefined,
    side: "told",
    measure: () => huntRate("canary", "events"),
  },
  { name: "canary, n = 4, schedules on its whole ground, of those on the first", bar: undefined, side: "told", measure: wholeRate },
  { name: "signed lock and polka: schedules a yardstick", bar: 33_000, side: "at least", measure: () => huntRate("polka", "schedules") },
  { name: "10,000 calls, 10 keys, 20 clients: yardsticks to a verdict", bar: 5, side: "at most", measure: verdict },
  { name: "canary with twins, lies and skew in every run, of the same without", bar: 0.5, side: "at least", measure: besetRate },
  { name: "each of two workers, of one alone", bar: 0.9, side: "at least", measure: together },
  { name: "an event of a million, in events of a thousand", bar: 1.5, side: "at most", measure: flatness },
  { name: "bytes retained for each thing said", bar: 32, side: "at most", measure: () => bytesFor([1, 11], [0, 0]) },
  { name: "bytes retained for each observation", bar: 160, side: "at most", measure: () => bytesFor([1, 1], [0, 10]) },
  {
    name: "broadcast and vote, 2,000 nodes: CPU a delivery, in the yardstick's",
    bar: 7,
    side: "at most",
    measure: () => floodCost(2_000, 100, "lean"),
  },
  {
    name: "broadcast and vote, 100 nodes: CPU a delivery, in the yardstick's",
    bar: 3.5,
    side: "at most",
    measure: () => floodCost(100, 3_000, "lean"),
  },
  { name: "the same with Maps and Sets, 2,000 nodes", bar: undefined, side: "told", measure: () => floodCost(2_000, 100, "natural") },
  { name: "a flood's event of ten million, in events of a thousand", bar: 1.5, side: "at most", measure: floodFlatness },
  {
    name: "10,000 nodes with 1,000 links: yardsticks to set up",
    bar: 2,
    side: "at most",
    measure: () => 1 / paired(PAIRS, () => 1 / apart("wide").seconds!),
  },
  { name: "10,000 nodes with 1,000 links: bytes a link", bar: 8, side: "at most", measure: () => apart("wide").bytes! },
  { name: "10,000 nodes with 1,000 links: megabytes at the peak", bar: 300, side: "at most", measure: () => apart("wide").peakMb! },
  {
    name: "100,000 nodes: bytes for each that has nothing to do",
    bar: 640,
    side: "at most",
    measure: () => apart("crowd", "100000").bytes!,
  },
  { name: "an event among 100,000 nodes, in events among 1,000", bar: 3, side: "at most", measure: crowdedness },
  { name: "bytes retained for each delivery", bar: 0.5, side: "at most", measure: () => bytesFor([-1, -11], [0, 0]) / 4 },
  { name: "echo-consent C1, the whole command: yardsticks", bar: 0.18, side: "at most", measure: () => wholeCost("C1") },
  { name: "echo-consent C1, its rounds: yardsticks", bar: 0.025, side: "at most", measure: () => roundsCost("C1") },
  { name: "echo-consent C2, the whole command: yardsticks", bar: 0.22, side: "at most", measure: () => wholeCost("C2") },
  { name: "echo-consent C2, its rounds: yardsticks", bar: 0.08, side: "at most", measure: () => roundsCost("C2") },
  {
    name: "echo-consent H, rivals among a quarter of what is asked for: yardsticks for a million messages",
    bar: 1,
    side: "at most",
    measure: () =>
      1 /
      paired(isQuick ? 1 : 3, () => {
        const { seconds, delivered } = apart("contention");
        return delivered! / (1e6 * seconds!);
      }),
  },
  {
    name: "echo-consent, 10,000 peers of whom each knows three in ten, 1,000 rounds: yardsticks",
    bar: 30,
    side: "at most",
    measure: () => 1 / paired(isQuick ? 1 : 3, () => 1 / apart("scaled", "10000", "1000").seconds!),
  },
  { name: "the same: megabytes at the peak", bar: 2_000, side: "at most", measure: () => apart("scaled", "10000", "1000").megabytes! },
  { name: "echo-consent, a message among 10,000 peers, in one among 100", bar: 2, side: "at most", measure: scaleFlatness },
  { name: "minimal repros: bugs and long runs that fall short", bar: 0, side: "at most", measure: tooLarge },
];
