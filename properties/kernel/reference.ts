import { Digest, SimulatedDisk, digitsOf, fingerprint, isTimed, saltOf, seedOf } from "#kernel";
import type { NodeId, Observation, Parts, Protocol, Schedule, Shuffled, Tagged } from "#kernel";
import { queueIn } from "./reference-queue.ts";
import { arrivals, fairDelay, fingerprintOf, isTimerOf, panicOf, powersOf, raised, rollOf, termsOf } from "./reference-rules.ts";
import type { Act, Copy, Entry, Node, Said, Sea, Spine } from "./reference-rules.ts";

/** The kernel once more, in the plainest way: one sorted list of what is due, one of all that was said, no thought of speed. */
export const simulateSlowly = (protocol: Protocol<Parts>, schedule: Schedule, eventsMax: number) => {
  const { setup, moves, calm } = schedule;
  const salt = saltOf(seedOf(setup.seed));
  const hashEvery = setup.nodes > 64 ? 64 * setup.nodes : 64;
  const digest = new Digest();
  const agenda: Entry[] = [];
  const spoken: Said[] = [];
  let sea: Sea = { cuts: [], fair: 0 };
  let now = 0;
  let events = 0;
  let hashAt = hashEvery;
  let acting: Node;
  let left = 0;
  let end: "well" | "limit" | "panic" = "well";
  const isOver = () => acting.doom !== undefined && left === 0;
  const spend = () => {
    if (left === 0 && !isOver()) throw new Error("one handler had more than 100000 effects");
    return left > 0 && left-- > 0;
  };
  const plan = (entry: Entry) => void agenda.splice(agenda.findLastIndex(({ at }) => at <= entry.at) + 1, 0, entry);
  const drop = (isGone: (entry: Entry) => boolean) => agenda.filter(isGone).map((entry) => agenda.splice(agenda.indexOf(entry), 1)[0]!);
  const queue = queueIn(schedule.weather as Shuffled, salt, plan);
  const carry = (copy: Copy) => {
    digest.add((copy.from << 16) ^ copy.to, fingerprint(copy.what));
    const delays = arrivals(copy, salt, sea, schedule);
    if (delays === "queue") return queue.join(copy);
    for (const delay of delays) plan({ ...copy, kind: 1, at: now + delay });
  };
  const say = (from: number, what: Tagged) => {
    const identity = fingerprint(protocol.identify?.(what) ?? what);
    const nth = spoken.filter((said) => said.from === from && said.identity === identity).length;
    spoken.push({ from, what, identity, nth, sent: now });
    return spoken.at(-1)!;
  };
  const post = (id: number, message: Tagged, receivers: readonly number[]) => {
    if (isOver()) return;
    const said = say(id, message);
    const { lie, self } = nodes[id]!;
    for (const to of receivers) {
      if (!spend()) return;
      const words = lie === undefined || to === id ? [message] : lie(message, to, { ...self, earlier: [] });
      if (to === id) plan({ ...said, to, kind: 1, at: now });
      else words.forEach((word, i) => carry({ ...(words.indexOf(message) === i ? said : say(id, word)), to }));
    }
  };
  const arm = (id: number, timer: Tagged, at: number) => {
    drop(isTimerOf(id, timer));
    plan({ at, kind: 2, to: id, from: id, what: timer });
    digest.add(fingerprint(timer), at);
  };
  const observe = (said: Observation) => void (spend() && digest.add(...termsOf(said)));
  const selfOf = (id: number): Node["self"] => ({
    ...{ ...powersOf(id, schedule, salt), config: protocol.configs[schedule.config]!, observe },
    disk: new SimulatedDisk({ spend, isOver } as never, false),
    send: (to, message) => post(id, message, [to as number]),
    broadcast: (message) => post(id, message, [...(nodes[id]!.self.peers as Iterable<number>), id]),
    arm: (timer, after) => void (isOver() || arm(id, timer, now + Math.max(1, after))),
    disarm: (timer) => void (isOver() || drop(isTimerOf(id, timer))),
    decide: (instance, value) => observe({ kind: "decide", instance, value }),
    respond: (call, result) => observe({ kind: "respond", call, result }),
  });
  const nodes = Array.from({ length: setup.nodes }, (_, id): Node => ({ id, self: selfOf(id), behind: 0, waiting: [] }));
  const hashState = (node: Node) => digest.add(node.id, fingerprintOf(node, agenda, now));
  const crash = (node: Node, kept: number) => {
    drop(isTimerOf(node.id));
    node.self.disk.crash(kept);
    Object.assign(node, { state: undefined, doom: undefined, pausedAt: undefined, waiting: [] });
  };
  const handle = (node: Node, [handler, play]: Act) => {
    acting = node;
    left = (node.doom?.inside as number | undefined) ?? 100_000;
    Object.assign(node.self, { now: now - node.behind });
    try {
      play();
    } catch (thrown) {
      if (isOver()) return crash(node, node.doom!.kept);
      end = "panic";
      return digest.add(...panicOf(node.id, handler, thrown));
    }
    if (node.doom !== undefined) crash(node, node.doom.kept);
    if (events < hashAt) return;
    nodes.forEach(hashState);
    hashAt = events + Math.max(hashEvery, 16 * setup.nodes, Math.floor(events / (setup.nodes > 64 ? 2 : 8)));
  };
  const meet = (node: Node, who: number, what: number, act: Act) => {
    if (++events >= eventsMax) end = "limit";
    digest.add(Math.imul(now, 0x85ebca6b) ^ who, what);
    handle(node, act);
  };
  const start = (node: Node) => end === "panic" || meet(node, node.id, 0x57a27, ["start", () => (node.state = protocol.start(node.self))]);
  const take = (entry: Entry) => {
    const { at, kind, to, from, what } = entry;
    const node = nodes[to]!;
    now = at;
    if (kind === 3) return queue.round(now);
    if (node.state === undefined) return;
    if (node.pausedAt !== undefined) return void node.waiting.push(entry);
    const receive: Act = ["receive", () => protocol.receive(node.state!, from as NodeId, what, node.self)];
    const timeout: Act = ["timeout", () => protocol.timeout(node.state!, what, node.self)];
    meet(node, kind ^ (to << 8), fingerprint(what) ^ Math.imul(from + 1, 0x9e3779b1), kind === 1 ? receive : timeout);
  };
  const resume = (node: Node) => {
    if (node.pausedAt === undefined) return;
    const stood = now - node.pausedAt;
    for (const entry of node.waiting) plan({ ...entry, at: entry.kind === 1 ? now : entry.at + stood });
    Object.assign(node, { pausedAt: undefined, behind: node.behind + stood, waiting: [] });
  };
  const apply = (move: Spine) => {
    if (move.kind === "cut") return void sea.cuts.push(move);
    if (move.kind === "heal") return void (sea.cuts = []);
    const node = nodes[move.node]!;
    if (move.kind === "turn") node.lie = protocol.lies![move.lie]!;
    if (move.kind === "resume") resume(node);
    if (node.state === undefined) return move.kind === "restart" && start(node);
    if (move.kind === "crash" && node.doom === undefined && move.inside === "nothing") return crash(node, move.kept);
    if (move.kind === "crash") node.doom ??= move;
    if (node.pausedAt !== undefined) return;
    if (move.kind === "pause") Object.assign(node, { pausedAt: now, waiting: drop(isTimerOf(node.id)) });
    if (move.kind === "submit") meet(node, node.id, move.name, ["submit", () => protocol.submit(node.state!, move, node.self)]);
  };
  const settle = () => {
    sea = { cuts: [], fair: setup.delta };
    for (const entry of agenda.splice(0)) plan({ ...entry, at: entry.kind === 1 ? Math.min(entry.at, now + sea.fair) : entry.at });
    for (const copy of queue.empty()) plan({ ...copy, kind: 1, at: now + fairDelay(rollOf(copy, salt), sea.fair) });
    nodes.forEach((node) => (delete node.doom, resume(node)));
    raised(nodes, setup.faults).forEach(start);
  };
  const until = (tick: number, act: () => unknown) => {
    while (end === "well" && agenda.length > 0 && agenda[0]!.at < tick) take(agenda.shift()!);
    if (end !== "well") return;
    now = Math.max(now, tick);
    act();
  };
  nodes.forEach(start);
  for (const move of moves) if (isTimed(move)) until(move.at, () => apply(move as Spine));
  until(calm.from, settle);
  until(calm.from + calm.for, () => (hashAt = Infinity));
  const probe = (node: Node) => digest.add(node.id, fingerprint(protocol.probe!(node.state!, node.self.disk as never)));
  for (const node of nodes)
    if (end === "well" && node.state !== undefined && node.lie === undefined) handle(node, ["probe", () => probe(node)]);
  nodes.forEach(hashState);
  return { hash: digitsOf(digest.high, digest.low), events, end };
};
