import type { Fate, Schedule, Setup, Timed, Topology, Twin, Weather } from "#kernel";
import type { Repro } from "./finding.ts";
import { firstOf, quoted, refuse } from "./refusal.ts";
import type { Path, Refusal } from "./refusal.ts";

/** Says where the fields of a repro contradict each other: nothing where they make sense together. */
export const refusalOfSense = ({ property, unshrunk, schedule, certificate }: Repro): Refusal | undefined => {
  const { setup, weather, moves } = schedule;
  if (setup.faults >= setup.nodes)
    return refuse(
      ["schedule", "setup", "faults"],
      `${setup.faults} faults among ${setup.nodes} nodes leave nobody`,
      "Leave a node honest.",
    );
  const wrong = refusalOfWeather(weather) ?? refusalOfTopology(setup) ?? refusalOfMoves(schedule);
  if (wrong !== undefined) return wrong;
  if (!certificate.identity.startsWith(`${property} `))
    return refuse(["certificate", "identity"], `it is not a breach of ${quoted(property)}`, "Begin it with the property and a space.");
  if (unshrunk !== undefined && certificate.without.length > 0)
    return refuse(["certificate", "without"], "nothing is certified of a schedule that was not shrunk", "Leave it empty.");
  return firstOf(certificate.without, ([removed], place) => refusalOfRemoval(removed, moves.length, ["certificate", "without", place, 0]));
};

const refusalOfWeather = (weather: Weather): Refusal | undefined => {
  if (weather === "calm" || weather.kind === "shuffled") return undefined;
  const [field, isSwapped] =
    weather.kind === "rounds"
      ? ["delayMax", weather.delayMin > weather.delayMax]
      : ["delayTicksMax", weather.delayTicksMin > weather.delayTicksMax];
  if (isSwapped) return refuse(["schedule", "weather", field], "the longest delay is shorter than the shortest", "Swap the two.");
  if (weather.kind === "rounds" || weather.isInOrder !== true || weather.duplicatePermille === 0) return undefined;
  return refuse(["schedule", "weather", "duplicatePermille"], "a second copy keeps to no order", "Make it 0, or leave isInOrder away.");
};

const refusalOfTopology = ({ nodes, topology }: Setup): Refusal | undefined => {
  const path = ["schedule", "setup", "topology"];
  if (topology === "mesh") return undefined;
  if (!isList(topology)) {
    const isBackwards = topology.kind === "fading" && topology.until < topology.near;
    return isBackwards ? refuse([...path, "until"], "links end nearer than where they are sure", "Swap near and until.") : undefined;
  }
  if (topology.length !== nodes)
    return refuse(path, `it has the peers of ${topology.length} nodes, not of ${nodes}`, "List each node's peers.");
  return firstOf(topology, (peers, node) => {
    const selfAt = peers.indexOf(node);
    if (selfAt >= 0) return refuse([...path, node, selfAt], "a node is not its own peer", "Remove it.");
    return refusalOfNodes(peers, nodes, [...path, node]) ?? refusalOfOrder(peers, [...path, node]);
  });
};

const isList = (topology: Topology): topology is readonly (readonly number[])[] => Array.isArray(topology);

const refusalOfOrder = (numbers: readonly number[], path: Path): Refusal | undefined =>
  firstOf(numbers, (number, place) =>
    place > 0 && number <= numbers[place - 1]!
      ? refuse([...path, place], `${number} comes after ${numbers[place - 1]}`, "List them once, ascending.")
      : undefined,
  );

const refusalOfRemoval = (removed: readonly number[], moves: number, path: Path): Refusal | undefined =>
  firstOf(removed, (index, place) =>
    index < moves ? undefined : refuse([...path, place], `there are only ${moves} moves`, "Name a move by its place."),
  ) ?? refusalOfOrder(removed, path);

const refusalOfMoves = ({ setup: { nodes }, moves, calm }: Schedule): Refusal | undefined => {
  const names = new Set<number>();
  const processes = nodes + moves.filter(({ kind }) => kind === "twin").length;
  let now = 0;
  return firstOf(moves, (move, place) => {
    const path = ["schedule", "moves", place];
    if (move.kind === "fate") return refusalOfFate(move, processes, path);
    if (move.kind === "timer") return refusalOfNode(move.timer.process, processes, [...path, "timer", "process"]);
    if (move.at < now) return refuse([...path, "at"], `tick ${move.at} comes after tick ${now}`, "List the moves as they come.");
    now = move.at;
    if (now >= calm.from) return refuse([...path, "at"], `the calm begins at tick ${calm.from}`, "Move before the calm.");
    if (move.kind === "submit" && names.has(move.name))
      return refuse([...path, "name"], `another call is named ${move.name}`, "Give each call its own name.");
    if (move.kind === "submit") names.add(move.name);
    return refusalOfPlayers(move, { nodes, processes }, path);
  });
};

/** How many there are of each: a twin is one more process, and no more node. */
type Players = { readonly nodes: number; readonly processes: number };

const refusalOfPlayers = (move: Timed, { nodes, processes }: Players, path: Path): Refusal | undefined => {
  switch (move.kind) {
    case "heal":
      return undefined;
    case "cut":
    case "clog":
      return refusalOfNodes(move.from, processes, [...path, "from"]) ?? refusalOfNodes(move.to, processes, [...path, "to"]);
    case "twin":
      return refusalOfNode(move.node, nodes, [...path, "node"]) ?? refusalOfTwin(move, nodes, [...path, "peers"]);
    default:
      return refusalOfNode(move.node, nodes, [...path, "node"]);
  }
};

const refusalOfTwin = ({ node, peers }: Twin, nodes: number, path: Path): Refusal | undefined => {
  const selfAt = peers.indexOf(node);
  if (selfAt >= 0) return refuse([...path, selfAt], "a node is not its own peer", "Remove it.");
  return refusalOfNodes(peers, nodes, path) ?? refusalOfOrder(peers, path);
};

const refusalOfFate = ({ message: { from, to } }: Fate, nodes: number, path: Path): Refusal | undefined =>
  refusalOfNode(from, nodes, [...path, "message", "from"]) ?? refusalOfNode(to, nodes, [...path, "message", "to"]);

const refusalOfNodes = (named: readonly number[], nodes: number, path: Path): Refusal | undefined =>
  firstOf(named, (node, place) => refusalOfNode(node, nodes, [...path, place]));

const refusalOfNode = (node: number, nodes: number, path: Path): Refusal | undefined =>
  node < nodes ? undefined : refuse(path, `there is no node ${node}`, `Name a node from 0 to ${nodes - 1}.`);
