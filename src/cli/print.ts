import type { Refusal } from "#hunt";
import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";

/** For people and for pipes: what was asked for. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Beside the answer: how far it is, and what was wrong with the question. */
export const note = (text: string): void => {
  progress("");
  process.stderr.write(`${text}\n`);
};

/** One line that is written over while somebody watches, and left out where nobody does. */
export const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
};

/** Says where the question was wrong and what to do about it. */
export const refused = ({ place, because, remedy }: Refusal): Exit => {
  note(`${place}: ${because}. ${remedy}`);
  return EXIT.usage;
};
