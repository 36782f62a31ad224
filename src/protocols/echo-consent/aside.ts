import type { NodeId, Tick } from "#kernel";
import type { BlockId } from "./parts.ts";
import type { Rules } from "./rules.ts";

/** What a node remembers for the sake of options. Under rules without them there is none of it. */
export interface Aside {
  /** The round whose messages are being counted: how many came, and from whom. */
  round: Tick;
  heard: number;
  readonly heardFrom: Map<NodeId, number>;
  /** Since when what is in the pool has been settled. */
  readonly settled: Map<BlockId, Tick>;
  /** What left the pool blocked, and when it was born: it is known for as long as it would have stayed. */
  readonly gone: Map<BlockId, Tick>;
  /** Who was asked for a vote and has not answered yet, and when. */
  readonly asked: Map<BlockId, Map<NodeId, Tick>>;
  /** How many of those lately asked have answered in time, and how many have not. */
  answered: number;
  missed: number;
  /** How often the block of a call has been handed in again. */
  readonly repeated: Map<number, number>;
}

/** Room for what the options of these rules have to remember, if any of them has to. */
export const asideFor = ({ asks, keeps, adapts, groups, arcs, repeats, takesMax, pressedAt }: Rules): Aside | undefined => {
  const isChoosy = asks !== "by-turn" || groups > 0 || arcs > 1 || adapts !== "never";
  return isChoosy || keeps + repeats + takesMax + pressedAt > 0 ? blank() : undefined;
};

const blank = (): Aside => ({
  round: -1,
  heard: 0,
  heardFrom: new Map(),
  settled: new Map(),
  gone: new Map(),
  asked: new Map(),
  answered: 0,
  missed: 0,
  repeated: new Map(),
});
