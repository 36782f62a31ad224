import { subject } from "#hunt";
import type { Subject } from "#hunt";
import { canarySubject } from "#spec/canary";

/** The canary on grounds of one size each, otherwise the ground on which it is always hunted. */
const sized = (nodes: number, name: string): Subject =>
  subject(import.meta.url, name, { ...canarySubject, ground: { ...canarySubject.ground, nodes: [nodes] } });

export const canaryOf4 = sized(4, "canaryOf4");
export const canaryOf5 = sized(5, "canaryOf5");
export const canaryOf7 = sized(7, "canaryOf7");

export const CANARIES: readonly (readonly [nodes: number, subject: Subject])[] = [
  [4, canaryOf4],
  [5, canaryOf5],
  [7, canaryOf7],
];
