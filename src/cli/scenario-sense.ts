import type { Refusal } from "#hunt";
import { CONFIGS, ROUND_TICKS, echoConsent } from "#protocols/echo-consent";
import type { Expecting } from "./scenario.ts";

const LIES = Object.keys(echoConsent.lies ?? {});

/** What the fields of a scenario say of each other that makes no sense, if anything does. */
export const nonsenseOf = (scenario: Expecting): Refusal | undefined =>
  configRefusal(scenario) ??
  worldRefusal(scenario) ??
  scenario.moves.map((_, place) => moveRefusal(scenario, place)).find(isFound) ??
  bandRefusal(scenario);

const isFound = (refusal: Refusal | undefined): boolean => refusal !== undefined;

const refuse = (place: string, because: string, remedy: string): Refusal => ({ kind: "refused", place, because, remedy });

const configRefusal = ({ config }: Expecting): Refusal | undefined => {
  if (CONFIGS[config] !== undefined) return undefined;
  const plain = Object.keys(CONFIGS).filter((name) => !name.includes("+"));
  return refuse("config", `there is no "${config}"`, `Take one of ${plain.join(", ")}; or one of them with an option, as in v0+selective.`);
};

/** What the network and its weather are said to be like. */
const worldRefusal = ({ setup: { nodes, faults, topology }, weather }: Expecting): Refusal | undefined => {
  if (faults >= nodes)
    return refuse("setup.faults", `${faults} of ${nodes} nodes may be faulty`, "Leave somebody to be promised something.");
  if (typeof topology === "object" && "until" in topology && topology.near > topology.until)
    return refuse("setup.topology", `near links end at ${topology.near}, after all links do, at ${topology.until}`, "Swap them.");
  if (weather === "calm" || weather.kind === "shuffled") return undefined;
  const [least, most] = weather.kind === "rounds" ? [weather.delayMin, weather.delayMax] : [weather.delayTicksMin, weather.delayTicksMax];
  return least > most ? refuse("weather", `no delay is at least ${least} and at most ${most}`, "Swap them.") : undefined;
};

const moveRefusal = ({ moves, rounds, setup: { nodes } }: Expecting, place: number): Refusal | undefined => {
  const move = moves[place]!;
  const before = moves[place - 1];
  if ("at" in move && before !== undefined && "at" in before && before.at > move.at)
    return refuse(`moves[${place}].at`, `${move.at} comes after ${before.at}`, "Put them in order.");
  if ("at" in move && move.at >= rounds * ROUND_TICKS)
    return refuse(`moves[${place}].at`, `the run is over before tick ${move.at}`, `${rounds} rounds are ${rounds * ROUND_TICKS} ticks.`);
  const named = "node" in move ? [move.node] : "from" in move ? [...move.from, ...move.to] : [];
  const stranger = named.find((node) => node >= nodes);
  if (stranger !== undefined)
    return refuse(`moves[${place}]`, `there is no node ${stranger}`, `There are ${nodes}, from 0 to ${nodes - 1}.`);
  if (move.kind === "turn" && !LIES.includes(move.lie))
    return refuse(`moves[${place}].lie`, `nobody knows the lie "${move.lie}"`, `Take one of ${LIES.join(", ")}.`);
  return undefined;
};

const bandRefusal = ({ expect }: Expecting): Refusal | undefined => {
  const place = expect.findIndex(({ from, to }) => from > to);
  return place < 0
    ? undefined
    : refuse(`expect[${place}]`, `nothing lies between ${expect[place]!.from} and ${expect[place]!.to}`, "Swap them.");
};
