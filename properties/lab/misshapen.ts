import { subject } from "#hunt";
import type { Ground, Subject } from "#hunt";
import { noPanic } from "#oracles";
import { runaway } from "./runaway.ts";

// What a module may export by mistake, each with one flaw.
const { protocol, ground } = runaway;
const properties = [{ id: "S6", says: "nobody panics", oracle: noPanic() }];

const flawed = (name: string, change: object): Subject => ({
  ...subject(import.meta.url, name, { protocol, properties, ground }),
  ...change,
});
const grounded = (name: string, change: Partial<Record<keyof Ground, unknown>>): Subject =>
  flawed(name, { ground: { ...ground, ...change } });

export const word = "a subject";
export const nothing = undefined;
export const homeless = flawed("elsewhere", {});
export const groundless = flawed("groundless", { ground: undefined });
export const promiseless = flawed("promiseless", { properties: undefined });
export const unruly = flawed("unruly", { protocol: { ...protocol, configs: {} } });
export const deaf = flawed("deaf", { protocol: { ...protocol, receive: "later" } });
export const doubled = flawed("doubled", { properties: [...properties, ...properties] });
export const reserved = flawed("reserved", { properties: [{ ...properties[0], id: "D1" }] });
export const wordy = flawed("wordy", { properties: [{ ...properties[0], id: "no panic" }] });
export const unjudged = flawed("unjudged", { properties: [{ id: "S6", says: "nobody panics" }] });
export const classless = flawed("classless", { properties: [{ ...properties[0], oracle: { ...noPanic(), class: "grave" } }] });
export const blind = flawed("blind", { sometimes: [{ id: "E1", says: "something happens" }] });
export const empty = grounded("empty", { nodes: [] });
export const endless = grounded("endless", { eventsMax: undefined });
export const stormless = grounded("stormless", { storm: 0.5 });
export const gentle = grounded("gentle", { hardships: ["rain"] });
export const truthful = grounded("truthful", { lies: ["white"] });
export const hopeless = grounded("hopeless", { faultsOf: (nodes: number) => nodes });
export const mumbling = grounded("mumbling", { calls: -1 });
export const knotted = grounded("knotted", { topology: { kind: "knot" } });
export const misshaped = grounded("misshaped", { topology: [[1], [0]] });
