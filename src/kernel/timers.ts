import type { Due } from "./agenda.ts";

/** The armed timers of one process, in the order they were armed: a chain, because a node has a handful of them at a time. */
export class Timers {
  first: Due | undefined = undefined;

  add(due: Due): void {
    let last = this.first;
    while (last?.beside !== undefined) last = last.beside;
    if (last === undefined) this.first = due;
    else last.beside = due;
  }

  /** Takes out the one that says this, if it is armed. */
  remove(hash: number): Due | undefined {
    let before: Due | undefined = undefined;
    for (let due = this.first; due !== undefined; before = due, due = due.beside) {
      if (due.hash !== hash) continue;
      if (before === undefined) this.first = due.beside;
      else before.beside = due.beside;
      due.beside = undefined;
      return due;
    }
    return undefined;
  }

  /** Takes all of them out. */
  empty(): Due[] {
    const all: Due[] = [];
    for (let due = this.first; due !== undefined; due = due.beside) all.push(due);
    for (const due of all) due.beside = undefined;
    this.first = undefined;
    return all;
  }
}
