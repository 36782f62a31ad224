import type { Event, NodeId, Schedule } from "#kernel";
import { peersIn, saltOf, seedOf } from "#kernel";
import type { Oracle } from "#oracles";
import { committedIn } from "./notes.ts";
import type { Committed, CommittedPart } from "./notes.ts";
import { steps } from "./steps.ts";
import type { Doubt } from "./steps.ts";

interface Memory {
  readonly threshold: number;
  /** Whom the topology connects to a node. */
  isConnected(node: NodeId, peer: NodeId): boolean;
  /** Who keeps which block without answering for which of its tokens. */
  readonly saved: Set<string>;
}

/** At commit every part has more votes for it than the threshold, less those against it: counted again, by peers alone, and by those who know. */
export const quorum = (thresholdOf: (config: string) => number): Oracle =>
  steps({
    id: "quorum",
    step: committedIn,
    open: (schedule): Memory => ({ threshold: thresholdOf(schedule.config), isConnected: connectionsIn(schedule), saved: new Set() }),
    watch: rememberSave,
    doubts: (said, memory) => said.parts.flatMap((part) => doubtOf(memory, said, part)),
  });

const connectionsIn = ({ setup }: Schedule): Memory["isConnected"] => {
  const peersOf = peersIn(setup, saltOf(seedOf(setup.seed)));
  return (node, peer) => peersOf(node).includes(peer);
};

const rememberSave = ({ saved }: Memory, event: Event): void => {
  if (event.kind === "save") saved.add(nameOf(event.node, (event.instance as readonly [number, number])[0], event.value as number));
};

const nameOf = (node: NodeId, token: number, block: number): string => `${node} ${token} ${block}`;

const doubtOf = ({ threshold, isConnected, saved }: Memory, { node, block }: Committed, part: CommittedPart): readonly Doubt[] => {
  const { token, yes, no, whole } = part;
  const doubt = (sort: string, what: string): readonly Doubt[] => [
    {
      sort,
      because: `node ${node} committed block ${block} though token ${token} had ${what}, and it takes more than ${threshold}`,
    },
  ];
  const balance = yes.length - no.length;
  if (balance <= threshold) return doubt("outvoted", `${yes.length} for it and ${no.length} against`);
  const connected = yes.filter((voter) => isConnected(node, voter));
  if (connected.length - no.filter((voter) => isConnected(node, voter)).length <= threshold)
    return doubt(
      "strangers",
      `but ${connected.length} peers for it: ${yes.filter((voter) => !connected.includes(voter)).join(", ")} are none`,
    );
  const hearsay = whole.filter((voter) => saved.has(nameOf(voter, token, block)));
  if (balance - hearsay.length <= threshold)
    return doubt("hearsay", `${yes.length} for it, of whom ${hearsay.join(", ")} had nothing to say on it`);
  return [];
};
