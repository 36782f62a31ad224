import { subject } from "#hunt";
import type { Subject } from "#hunt";
import { DEFECTS as CANARY_DEFECTS } from "#protocols/canary";
import { DEFECTS as REGISTER_DEFECTS } from "#protocols/register";
import { canarySubject } from "#spec/canary";
import { registerSubject } from "#spec/register";

/** A subject on the ground on which it is always hunted, but of one size. */
const sized = (whole: Subject, nodes: number, name: string): Subject =>
  subject(import.meta.url, name, { ...whole, ground: { ...whole.ground, nodes: [nodes] } });

export const canaryOf4 = sized(canarySubject, 4, "canaryOf4");
export const canaryOf5 = sized(canarySubject, 5, "canaryOf5");
export const canaryOf7 = sized(canarySubject, 7, "canaryOf7");
export const registerOf3 = sized(registerSubject, 3, "registerOf3");
export const registerOf5 = sized(registerSubject, 5, "registerOf5");

interface Flock {
  readonly sizes: readonly (readonly [nodes: number, subject: Subject])[];
  readonly defects: readonly string[];
}

/** What must never be blamed, by name, and the mistakes that are found on the same grounds. */
export const FLOCKS: Readonly<Record<string, Flock>> = {
  canary: {
    sizes: [
      [4, canaryOf4],
      [5, canaryOf5],
      [7, canaryOf7],
    ],
    defects: Object.keys(CANARY_DEFECTS),
  },
  register: {
    sizes: [
      [3, registerOf3],
      [5, registerOf5],
    ],
    defects: Object.keys(REGISTER_DEFECTS),
  },
};
