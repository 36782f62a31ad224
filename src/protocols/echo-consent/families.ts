import { peersIn, saltOf, seedOf } from "#kernel";
import type { NodeId, Setup } from "#kernel";
import type { Asked, ConflictingClients, Family } from "./conflict-client.ts";
import { isOwnRange } from "./neighbours.ts";
import type { Own, State, TokenId } from "./parts.ts";
import { compareBlocks, spotOfToken } from "./ring.ts";
import type { Rules } from "./rules.ts";

/** What became of the families of rivals, where clients contend. */
export interface Families {
  readonly count: number;
  /** Families of which more than one block stands, in the end, at nodes that cover the token. */
  readonly split: number;
  /** Families of which no block stands, in the end, at more than half of the nodes that cover the token. */
  readonly stalled: number;
  /** Families of which a block committed at its owner that is not the highest. */
  readonly lowerOwner: number;
  /** Families of which two committed at their owners. */
  readonly doubleOwner: number;
}

/** Counts how the families of a run ended that is over. */
export const familiesOf = (clients: ConflictingClients, setup: Setup, config: Rules): Families => {
  clients.listen();
  const cover = coverOf(setup, config);
  const countOf = (isOne: (family: Family) => boolean): number => clients.families.filter(isOne).length;
  return {
    count: clients.families.length,
    split: countOf((family) => standing(family, clients, cover(family.token)).filter((nodes) => nodes > 0).length > 1),
    stalled: countOf((family) => {
      const covering = cover(family.token);
      return standing(family, clients, covering).every((nodes) => 2 * nodes <= covering.length);
    }),
    lowerOwner: countOf(({ candidates }) => candidates.some((one) => isCommitted(one) && candidates.some((other) => isAbove(other, one)))),
    doubleOwner: countOf(({ candidates }) => candidates.filter(isCommitted).length > 1),
  };
};

const isCommitted = ({ committed }: Asked): boolean => committed !== undefined;
const isAbove = (a: Asked, b: Asked): boolean => compareBlocks(a.block, b.block) > 0;

/** At how many of these nodes the token stands at each block of the family. */
const standing = ({ token, candidates }: Family, clients: ConflictingClients, nodes: readonly NodeId[]): readonly number[] =>
  candidates.map(({ block }) => nodes.filter((node) => clients.standingAt(node, token) === block).length);

/** The nodes whose business a token is. */
const coverOf = (setup: Setup, config: Rules): ((token: TokenId) => readonly NodeId[]) => {
  const { nodes } = setup;
  const peersOf = peersIn(setup, saltOf(seedOf(setup.seed)));
  const all = Array.from({ length: nodes }, (_, id) => ({ id, nodes, config, peers: peersOf(id) }) as Own);
  const alone = { strangers: [] as readonly NodeId[] } as State;
  return (token) => all.filter((self) => isOwnRange(spotOfToken(token), alone, self)).map(({ id }) => id);
};
