import { Digest, SimulatedDisk, digitsOf, fingerprint, isTimed, peersIn, saltOf, seedOf } from "#kernel";
import type { Cut, NodeId, Observation, Parts, Peers, Protocol, Schedule, Self, Shuffled, Tagged } from "#kernel";
import { arrivals, fairDelay, fingerprintOf, panicOf, powersOf, raised, rollIn, rollOf, termsOf } from "./reference-rules.ts";
import type { Act, Copy, Entry, Node, Spine } from "./reference-rules.ts";

/** The kernel once more, in the plainest way: one sorted list of what is due, names as text, no thought of speed. */
export const simulateSlowly = (protocol: Protocol<Parts>, schedule: Schedule, eventsMax: number) => {
  const { setup, moves, calm } = schedule;
  const salt = saltOf(seedOf(setup.seed));
  const [digest, spoken] = [new Digest(), new Map<string, number>()];
  const nodes: Node[] = [];
  const weather = schedule.weather as Shuffled;
  let queue: (Copy & { readonly what: Tagged; readonly sent: number })[] = [];
  let [agenda, cuts, end]: [Entry[], Cut[], "well" | "limit" | "panic"] = [[], [], "well"];
  let [now, fair, events, hashAt, left, isDoomed] = [0, 0, 0, 64, 0, false];
  const isOver = () => isDoomed && left === 0;
  const spend = () => {
    if (left === 0 && !isDoomed) throw new Error("one handler had more than 100000 effects");
    return left > 0 && left-- > 0;
  };
  const plan = (kind: 1 | 2 | 3, from: number, to: number, what: Tagged, at: number) =>
    agenda.splice(agenda.findLastIndex((other) => other.at <= at) + 1, 0, { at, kind, to, from, what });
  const identityOf = (message: Tagged) => fingerprint(protocol.identify?.(message) ?? message);
  const nthOf = (id: number, message: Tagged) => {
    const name = `${id} says ${identityOf(message)}`;
    spoken.set(name, (spoken.get(name) ?? -1) + 1);
    return spoken.get(name)!;
  };
  const planRound = () => plan(3, 0, 0, { kind: "round" }, (Math.floor(now / weather.everyTicks) + 1) * weather.everyTicks);
  const round = () => {
    const old = queue.filter(({ sent }) => sent < now);
    const rolls = new Map(old.map((copy) => [copy, rollIn(now / weather.everyTicks, copy, salt)]));
    const half = old.toSorted((a, b) => rolls.get(a)! - rolls.get(b)!).slice(0, Math.floor(old.length / 2));
    const lost = weather.lostOneIn === 0 ? 0 : Math.floor(old.length / weather.lostOneIn);
    for (const { from, to, what } of half.slice(0, Math.max(0, half.length - lost))) plan(1, from, to, what, now);
    queue = queue.filter((copy) => !half.includes(copy));
    if (queue.length > 0) planRound();
  };
  const carry = (from: number, to: number, what: Tagged, nth: number) => {
    digest.add((from << 16) ^ to, fingerprint(what));
    const copy = { from, to, identity: identityOf(what), nth, what, sent: now };
    const delays = arrivals(copy, salt, { cuts, fair, now }, schedule);
    if (delays !== "queue") return delays.forEach((delay) => plan(1, from, to, what, now + delay));
    if (queue.length === 0) planRound();
    queue.push(copy);
  };
  const post = (id: number, message: Tagged, receivers: readonly number[]) => {
    const nth = isOver() ? 0 : nthOf(id, message);
    const { lie, self } = nodes[id]!;
    for (const to of receivers) {
      if (!spend()) return;
      const said = lie === undefined || to === id ? [message] : lie(message, to, { ...self, earlier: [] });
      if (to === id) plan(1, id, id, message, now);
      else said.forEach((word, i) => carry(id, to, word, word === message && said.indexOf(word) === i ? nth : nthOf(id, word)));
    }
  };
  const isTimerOf = (id: number, timer?: Tagged) => (entry: Entry) =>
    entry.kind === 2 && entry.to === id && (timer === undefined || fingerprint(entry.what) === fingerprint(timer));
  const drop = (isGone: (entry: Entry) => boolean) => void (agenda = agenda.filter((entry) => !isGone(entry)));
  const arm = (id: number, timer: Tagged, at: number) => {
    drop(isTimerOf(id, timer));
    plan(2, id, id, timer, at);
    digest.add(fingerprint(timer), at);
  };
  const observe = (said: Observation) => void (spend() && digest.add(...termsOf(said)));
  const selfOf = (id: number, peers: Peers, disk: SimulatedDisk): Self<Parts> => ({
    ...{ ...powersOf(id, salt), id, nodes: setup.nodes, peers, config: protocol.configs[schedule.config]!, disk, now: 0, observe },
    send: (to, message) => post(id, message, [to as number]),
    broadcast: (message) => post(id, message, [...(peers as Iterable<number>), id]),
    arm: (timer, after) => void (isOver() || arm(id, timer, now + Math.max(1, after))),
    disarm: (timer) => void (isOver() || drop(isTimerOf(id, timer))),
    decide: (instance, value) => observe({ kind: "decide", instance, value }),
    respond: (call, result) => observe({ kind: "respond", call, result }),
  });
  const hashState = (node: Node, id: number) => digest.add(id, fingerprintOf(id, node, agenda, now));
  const crash = (id: number, kept: number) => {
    drop(isTimerOf(id));
    nodes[id]!.disk.crash(kept);
    Object.assign(nodes[id]!, { state: undefined, isDead: true, doom: undefined, pausedAt: undefined, waiting: [] });
  };
  const handle = (id: number, act: Act) => {
    const [[handler, play]] = Object.entries(act) as [[string, (node: Node) => void]];
    const { doom, self, behind } = nodes[id]!;
    [isDoomed, left] = [doom !== undefined, (doom?.inside as number | undefined) ?? 100_000];
    Object.assign(self, { now: now - behind });
    try {
      play(nodes[id]!);
    } catch (thrown) {
      if (isOver()) return crash(id, doom!.kept);
      end = "panic";
      return digest.add(...panicOf(id, handler, thrown));
    }
    if (doom !== undefined) crash(id, doom.kept);
    if (events < hashAt) return;
    nodes.forEach(hashState);
    hashAt = events + Math.max(64, 16 * nodes.length, Math.floor(events / 8));
  };
  const meet = (id: number, who: number, what: number, act: Act) => {
    if (++events >= eventsMax) end = "limit";
    digest.add(Math.imul(now, 0x85ebca6b) ^ who, what);
    handle(id, act);
  };
  const start = (id: number) =>
    end === "panic" || meet(id, id, 0x57a27, { start: (node) => Object.assign(node, { isDead: false, state: protocol.start(node.self) }) });
  const take = (entry: Entry, { at, kind, to, from, what } = entry) => {
    const { isDead, pausedAt, waiting } = nodes[to]!;
    now = at;
    if (kind === 3) return round();
    if (isDead) return;
    if (pausedAt !== undefined) return void waiting.push(entry);
    const receive: Act = { receive: ({ state, self }) => protocol.receive(state!, from as NodeId, what, self) };
    const timeout: Act = { timeout: ({ state, self }) => protocol.timeout(state!, what, self) };
    meet(to, kind ^ (to << 8), fingerprint(what) ^ Math.imul(from + 1, 0x9e3779b1), kind === 1 ? receive : timeout);
  };
  const resume = (id: number) => {
    const { pausedAt, behind, waiting } = nodes[id]!;
    if (pausedAt === undefined) return;
    const stood = now - pausedAt;
    const timers = [...waiting, ...agenda].filter(isTimerOf(id));
    drop(isTimerOf(id));
    for (const { what, at } of timers) plan(2, id, id, what, at + stood);
    for (const { kind, from, what } of waiting) if (kind === 1) plan(1, from, id, what, now);
    Object.assign(nodes[id]!, { pausedAt: undefined, behind: behind + stood, waiting: [] });
  };
  const apply = (move: Spine) => {
    if (move.kind === "cut") return void cuts.push(move);
    if (move.kind === "heal") return void (cuts = []);
    const id = move.node as number;
    const node = nodes[id]!;
    if (move.kind === "turn") node.lie = protocol.lies![move.lie]!;
    if (move.kind === "resume") resume(id);
    if (node.isDead) return move.kind === "restart" && start(id);
    if (move.kind === "crash" && node.doom === undefined && move.inside === "nothing") return crash(id, move.kept);
    if (move.kind === "crash") node.doom ??= move;
    if (node.pausedAt !== undefined) return;
    if (move.kind === "pause") node.pausedAt = now;
    if (move.kind === "submit") meet(id, id, move.name, { submit: ({ state, self }) => protocol.submit(state!, move, self) });
  };
  const settle = () => {
    [cuts, fair] = [[], setup.delta];
    agenda = agenda.map((entry) => ({ ...entry, at: entry.kind === 1 ? Math.min(entry.at, now + fair) : entry.at }));
    agenda.sort((a, b) => a.at - b.at);
    drop(({ kind }) => kind === 3);
    for (const copy of queue.splice(0)) plan(1, copy.from, copy.to, copy.what, now + fairDelay(rollOf(copy, salt), fair));
    nodes.forEach((node, id) => (delete node.doom, resume(id)));
    raised(nodes, setup.faults).forEach(start);
  };
  const until = (tick: number, act: () => unknown) => {
    while (end === "well" && agenda.length > 0 && agenda[0]!.at < tick) take(agenda.shift()!);
    if (end !== "well") return;
    now = Math.max(now, tick);
    act();
  };
  for (let id = 0; id < setup.nodes; id++) {
    const disk = new SimulatedDisk({ spend, isOver } as never, false);
    nodes.push({ disk, self: selfOf(id, peersIn(setup, salt)(id), disk), isDead: false, behind: 0, waiting: [] });
  }
  nodes.forEach((_, id) => start(id));
  for (const move of moves) if (isTimed(move)) until(move.at, () => apply(move as Spine));
  until(calm.from, settle);
  until(calm.from + calm.for, () => (hashAt = Infinity));
  nodes.forEach(({ isDead, lie, state, disk }, id) => {
    if (end === "well" && !isDead && lie === undefined)
      handle(id, { probe: () => digest.add(id, fingerprint(protocol.probe!(state!, disk as never))) });
  });
  nodes.forEach(hashState);
  return { hash: digitsOf(digest.high, digest.low), events, end };
};
