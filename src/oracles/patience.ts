import type { Parts, Protocol, Run, Schedule, Tick } from "#kernel";

/** What of a protocol says how long it may take, whatever it is made of. */
export type Patient = Pick<Protocol<Parts>, "configs" | "patience">;

/** How long after the calm has come a protocol may take, by its own derivation. */
export const patienceOf = ({ configs, patience }: Patient, { config, setup }: Schedule): number | undefined =>
  patience?.(configs[config]!, setup.nodes, setup.delta);

/** The tick by which all that is owed must have come, or why it cannot be told. */
export type Deadline = { readonly kind: "deadline"; readonly at: Tick } | { readonly kind: "unknown"; readonly limit: string };

/** Liveness is judged on runs that lasted as long as the protocol may take. */
export const deadlineOf = (protocol: Patient, schedule: Schedule, run: Run): Deadline => {
  const patience = patienceOf(protocol, schedule);
  if (run.end === "panic") return { kind: "unknown", limit: "the run ended in a panic" };
  if (run.end === "limit") return { kind: "unknown", limit: "the run met its limit of events" };
  if (patience === undefined) return { kind: "unknown", limit: "the protocol states no patience" };
  if (patience > schedule.calm.for)
    return { kind: "unknown", limit: `the calm lasts ${schedule.calm.for} ticks, and the protocol may take ${patience}` };
  return { kind: "deadline", at: schedule.calm.from + patience };
};
