import type { Handler } from "#kernel";

/** A leak that only its text gives away: no run on this machine shows it. */
export interface Written {
  readonly name: string;
  readonly handler: Handler;
  /** The module that exports the habit. */
  readonly source: string;
  readonly rule: string;
}

/** Modules as a protocol might have them, each with the rule that refuses it. */
export const written: readonly Written[] = [
  {
    name: "a handler that waits",
    handler: "receive",
    source: "export const hear = async (state, from) => { await 0; state.secret = from; };",
    rule: "oxc(no-async-await)",
  },
  {
    name: "the keys of a record in their own order",
    handler: "timeout",
    source: "export const word = () => { for (const key in { b: 1, 1: 2 }) return key; return 0; };",
    rule: "house(no-for-in)",
  },
  {
    name: "numbers sorted as texts",
    handler: "timeout",
    source: "export const word = ({ rounds }) => [10, 9, rounds].sort()[0];",
    rule: "house(no-bare-sort)",
  },
  {
    name: "numbers sorted as texts into a new list",
    handler: "timeout",
    source: "export const word = ({ rounds }) => [10, 9, rounds].toSorted()[0];",
    rule: "house(no-bare-sort)",
  },
  {
    name: "a module of the machine",
    handler: "timeout",
    source: 'import { endianness } from "node:os"; export const word = () => endianness();',
    rule: "house(floors)",
  },
  {
    name: "a sine, whose last digits are the engine's",
    handler: "timeout",
    source: "export const word = ({ rounds }) => Math.floor(Math.sin(rounds) * 1000);",
    rule: "eslint(no-restricted-properties)",
  },
  {
    name: "a power with a fraction",
    handler: "timeout",
    source: "export const word = ({ rounds }) => Math.floor(Math.pow(rounds, 0.5) * 1000);",
    rule: "eslint(no-restricted-properties)",
  },
  {
    name: "the operator for it",
    handler: "timeout",
    source: "export const word = ({ rounds }) => Math.floor(rounds ** 0.5 * 1000);",
    rule: "house(no-inexact-power)",
  },
  {
    name: "Math under another name",
    handler: "timeout",
    source: "const numbers = Math; export const word = ({ rounds }) => Math.floor(numbers.exp(rounds));",
    rule: "house(no-loose-math)",
  },
  {
    name: "the global object",
    handler: "timeout",
    source: "export const word = () => Object.keys(globalThis).includes('leak');",
    rule: "eslint(no-restricted-globals)",
  },
];
