import { Cluster } from "#kernel";
import type { NodeId, Parts, Plain, Protocol, Setup, Tagged } from "#kernel";
import { RULE_SETS, echoConsent } from "#protocols/echo-consent";

export type Rules = (typeof RULE_SETS)["v0" | "v1" | "v2-core" | "as-documented"] | Readonly<Record<string, unknown>>;

/** What a test may see of a node. */
export interface Seen {
  readonly pool: ReadonlyMap<number, { readonly body: object | undefined; readonly phase: string; readonly votes: readonly number[] }>;
  readonly blocks: ReadonlyMap<number, object>;
  readonly tokens: ReadonlyMap<number, { readonly block: number }>;
  readonly strangers: readonly NodeId[];
  readonly refused: ReadonlyMap<string, number>;
}

/** A message that arrived. */
export interface Delivered {
  readonly at: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: Said;
}

/** As much of any message as tests look at. */
interface Said {
  readonly kind: string;
  readonly block?: number;
  readonly mask?: number;
  readonly asks?: boolean;
  readonly target?: number;
  readonly ticket?: number;
  readonly body?: { readonly block: number };
  readonly requests?: readonly object[];
}

/** Nodes on strings: besides what clients ask for, one can be made to say anything to a peer, and to hear anything from one. */
export class Puppets {
  readonly cluster: Cluster;
  /** The state of each node as its last handler left it. */
  readonly states: Seen[] = [];
  /** All that was delivered, in order. */
  readonly delivered: Delivered[] = [];
  /** What was said since the last look, by whoever says something. */
  private readonly heard: unknown[] = [];
  private calls = 0;
  private look: (node: NodeId, state: Seen) => void = () => undefined;

  constructor(rules: Rules, setup: Partial<Setup> = {}) {
    const whole: Setup = { nodes: 12, seed: "0000000000000001", topology: "mesh", faults: 0, delta: 1, ...setup };
    this.cluster = new Cluster(this.strung(rules), { config: "this", setup: whole, weather: "calm", moves: [] }, { isFrozen: true });
  }

  /** From now on this is shown every state that a handler leaves. */
  watch(look: (node: NodeId, state: Seen) => void): void {
    this.look = look;
  }

  /** A client hands in an operation. */
  submit(node: NodeId, operation: Plain): number {
    return this.act(node, operation);
  }

  /** The node sends this as it is. */
  say(node: NodeId, to: NodeId, message: Plain): void {
    this.act(node, { say: message, to });
  }

  /** The node takes this for what that peer has said, though no network would carry it. */
  hear(node: NodeId, from: NodeId, message: unknown): void {
    this.heard.push(message);
    this.act(node, { hear: this.heard.length - 1, from });
  }

  /** So many ticks pass. */
  pass(ticks: number): void {
    this.cluster.until(this.cluster.now + ticks);
  }

  panics(): readonly object[] {
    return this.cluster.history.filter(({ kind }) => kind === "panic");
  }

  refused(node: NodeId): Readonly<Record<string, number>> {
    return Object.fromEntries(this.states[node]!.refused);
  }

  private act(node: NodeId, operation: Plain): number {
    this.cluster.apply({ at: this.cluster.now, kind: "submit", name: ++this.calls, node, operation });
    return this.calls;
  }

  private strung(rules: Rules): Protocol<Parts> {
    const honest = echoConsent as unknown as Protocol<Parts>;
    const show = (node: NodeId, state: object): void => this.look(node, (this.states[node] = state as Seen));
    return {
      ...honest,
      configs: { this: rules as Plain },
      start: (self) => {
        const state = honest.start(self);
        show(self.id, state);
        return state;
      },
      submit: (state, call, self) => {
        const { say, to, hear, from } = (call.operation ?? {}) as { say?: Tagged; to?: NodeId; hear?: number; from?: NodeId };
        if (say !== undefined) self.send(to!, say);
        else if (hear === undefined) honest.submit(state, call, self);
        else honest.receive(state, from!, this.heard[hear] as Tagged, self);
        show(self.id, state);
      },
      receive: (state, from, message, self) => {
        this.delivered.push({ at: this.cluster.now, from, to: self.id, message: message as unknown as Said });
        honest.receive(state, from, message, self);
        show(self.id, state);
      },
      timeout: (state, timer, self) => {
        honest.timeout(state, timer, self);
        show(self.id, state);
      },
    };
  }
}
