import { LIES } from "#adversary";
import type { Parts, Protocol } from "#kernel";
import type { Property, Sometimes } from "#oracles";
import type { Ground } from "./ground.ts";

/** What a hunt hunts: a protocol with its promises, and the ground it is hunted on. */
export interface Subject {
  readonly name: string;
  readonly protocol: Protocol<Parts>;
  readonly properties: readonly Property[];
  /** What a hunt must have seen before its silence counts. */
  readonly sometimes: readonly Sometimes[];
  readonly ground: Ground;
  readonly source: Source;
}

/** Where another process finds the subject: functions do not travel, the name of a module and of its export do. */
export type Source = { readonly module: string; readonly export: string };

/** What one writes to make a subject. */
export interface Making<P extends Parts> {
  readonly protocol: Protocol<P>;
  readonly properties: readonly Property[];
  readonly sometimes?: readonly Sometimes[];
  readonly ground: Ground;
}

/** Ties a protocol to its promises: `export const lock = subject(import.meta.url, "lock", { … })`. */
export const subject = <P extends Parts>(
  module: string,
  name: string,
  { protocol, properties, sometimes = [], ground }: Making<P>,
): Subject => {
  const blind = protocol as unknown as Protocol<Parts>;
  return {
    name: protocol.name,
    protocol: { ...blind, lies: { ...LIES, ...blind.lies } },
    properties,
    sometimes,
    ground,
    source: { module, export: name },
  };
};
