import { Cluster } from "#kernel";
import type { NodeId, Parts, Plain, Protocol, Self, Tagged } from "#kernel";
import { echoConsent, rankOf, spotOfBlock, spotOfToken } from "#protocols/echo-consent";
import type { Rules } from "./play.ts";

/** As much of a message as tests look at. */
export interface Said {
  readonly to: NodeId;
  readonly message: { readonly kind: string; readonly block?: number; readonly mask?: number; readonly requests?: readonly object[] };
}

interface State {
  readonly pool: ReadonlyMap<number, { readonly phase: string; readonly body: object | undefined }>;
  readonly blocks: ReadonlyMap<number, object>;
  readonly refused: ReadonlyMap<string, number>;
  readonly aside?: object;
}

const SELF: NodeId = 5;

/** One node by the rules in a mesh of others who never say a word: what they said is put into its ear, and all that it says is kept. */
export class Lone {
  readonly said: Said[] = [];
  state!: State;
  private readonly cluster: Cluster;
  private readonly heard: Tagged[] = [];
  private readonly nodes: number;
  private calls = 0;

  constructor(rules: Rules, nodes = 24) {
    this.nodes = nodes;
    const setup = { nodes, seed: "0000000000000001", topology: "mesh", faults: 0, delta: 1 } as const;
    this.cluster = new Cluster(this.alone(rules), { config: "this", setup, weather: "calm", moves: [] });
  }

  submit(block: number, token = 1): void {
    this.act({ block, time: 0, parts: [{ token, last: 0, key: 1, signature: 0 }] });
  }

  vote(from: NodeId, block: number, mask = 1): void {
    this.hear(from, { kind: "vote", block, mask, asks: true, time: Math.floor(this.cluster.now / 2) });
  }

  hear(from: NodeId, message: { readonly [field: string]: Plain }): void {
    this.heard.push(message as unknown as Tagged);
    this.act({ hear: this.heard.length - 1, from });
  }

  /** So many rounds pass; what was said in them is handed back. */
  rounds(count: number): readonly Said[] {
    const from = this.said.length;
    this.cluster.until(this.cluster.now + 2 * count);
    return this.said.slice(from);
  }

  /** What clients were answered. */
  answers(): readonly Plain[] {
    return this.cluster.history.flatMap((event) => (event.kind === "respond" ? [event.result] : []));
  }

  /** Those near a place, counted on a list: the others are all there is to know. */
  near(what: { readonly token: number } | { readonly block: number }, halfWidth: number): readonly NodeId[] {
    const spot = "token" in what ? spotOfToken(what.token) : spotOfBlock(what.block);
    const others = Array.from({ length: this.nodes }, (_, node) => node).filter((node) => node !== SELF);
    const place = others.filter((node) => node < rankOf(spot, this.nodes)).length;
    return Array.from({ length: 2 * halfWidth + 1 }, (_, step) => others.at((place - halfWidth + step) % others.length)!);
  }

  private act(operation: Plain): void {
    this.cluster.apply({ at: this.cluster.now, kind: "submit", name: ++this.calls, node: SELF, operation });
  }

  private alone(rules: Rules): Protocol<Parts> {
    const honest = echoConsent as unknown as Protocol<Parts>;
    const overheard = (self: Self<Parts>): Self<Parts> =>
      new Proxy(self, {
        get: (whole, key) => {
          const value: unknown = Reflect.get(whole, key, whole);
          if (key === "send")
            return (to: NodeId, message: Tagged) => this.said.push({ to, message: message as unknown as Said["message"] });
          return typeof value === "function" ? (value.bind(whole) as unknown) : value;
        },
      });
    return {
      ...honest,
      configs: { this: rules as unknown as Plain },
      start: (self) => {
        const state = honest.start(self);
        if (self.id === SELF) this.state = state as State;
        return state;
      },
      submit: (state, call, self) => {
        const { hear, from } = call.operation as { hear?: number; from?: NodeId };
        if (hear === undefined) honest.submit(state, call, overheard(self));
        else honest.receive(state, from!, this.heard[hear]!, overheard(self));
      },
      receive: () => undefined,
      timeout: (state, timer, self) => self.id === SELF && honest.timeout(state, timer, overheard(self)),
    };
  }
}
