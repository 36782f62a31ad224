import type { Disk, Parts } from "./contract.ts";
import { mix } from "./dice.ts";
import type { Effects } from "./effects.ts";
import { fingerprint } from "./fingerprint.ts";
import { freeze } from "./freeze.ts";
import { invariant } from "./invariant.ts";
import { snapshot } from "./snapshot.ts";

/** A write not yet synced, with what a crash needs to take it back. */
type Act = { readonly before: Act | undefined; readonly index: number } & (
  | { readonly kind: "append" }
  | { readonly kind: "truncate"; readonly cutOff: readonly unknown[] }
  | { readonly kind: "write"; readonly cell: PropertyKey; readonly held: unknown }
);

/** The hash of a journal is that of its records in powers of this: so its last record can be taken out of it again. */
const FACTOR = 0x85ebca6b;
/** Times the factor it is 1, in 32 bits. */
const FACTOR_UNDONE = 0xa5cb9243;

/** A disk that keeps, over a crash, what was synced and a prefix of what was not. */
export class SimulatedDisk implements Disk<Parts> {
  readonly journal: unknown[] = [];
  /** The hash of the journal. A record is hashed when it is written and when it is taken back, not with every state. */
  private hash = 0;
  private cells: Map<PropertyKey, unknown> | undefined = undefined;
  private unsynced: Act | undefined = undefined;
  private readonly effects: Effects;
  private readonly isFrozen: boolean;
  constructor(effects: Effects, isFrozen: boolean) {
    this.effects = effects;
    this.isFrozen = isFrozen;
  }

  read(cell: PropertyKey): never {
    return this.cells?.get(cell) as never;
  }

  write(cell: PropertyKey, value: unknown): void {
    if (this.effects.isOver()) return;
    if (this.isFrozen) freeze(value);
    this.cells ??= new Map();
    this.unsynced = { kind: "write", cell, held: this.cells.get(cell), before: this.unsynced, index: this.nextIndex() };
    this.cells.set(cell, value);
  }

  append(record: unknown): void {
    if (this.effects.isOver()) return;
    if (this.isFrozen) freeze(record);
    this.unsynced = { kind: "append", before: this.unsynced, index: this.nextIndex() };
    this.push(record);
  }

  truncate(length: number): void {
    invariant(length >= 0, "a journal is cut to a length");
    if (this.effects.isOver()) return;
    this.unsynced = { kind: "truncate", cutOff: this.journal.slice(length), before: this.unsynced, index: this.nextIndex() };
    while (this.journal.length > length) this.pop();
  }

  sync(): void {
    if (this.effects.spend()) this.unsynced = undefined;
  }

  /** Takes back the unsynced writes but for the first `kept`, the last one first. */
  crash(kept: number): void {
    let act = this.unsynced;
    for (; act !== undefined && act.index >= kept; act = act.before) this.undo(act);
    this.unsynced = undefined;
  }

  /** What it holds, and how much of that a crash may take back. */
  fingerprint(): number {
    return (mix(this.hash, this.journal.length) + mix(fingerprint(this.cells), this.nextIndex())) | 0;
  }

  /** The same as text for people. */
  snapshot(): string {
    return snapshot({ journal: this.journal, cells: this.cells, unsynced: this.nextIndex() });
  }

  private push(record: unknown): void {
    this.hash = (Math.imul(this.hash, FACTOR) + fingerprint(record)) | 0;
    this.journal.push(record);
  }

  private pop(): void {
    this.hash = Math.imul(this.hash - fingerprint(this.journal.pop()), FACTOR_UNDONE);
  }

  private nextIndex(): number {
    return this.unsynced === undefined ? 0 : this.unsynced.index + 1;
  }

  private undo(act: Act): void {
    switch (act.kind) {
      case "append":
        this.pop();
        return;
      case "truncate":
        for (const record of act.cutOff) this.push(record);
        return;
      case "write":
        if (act.held === undefined) this.cells!.delete(act.cell);
        else this.cells!.set(act.cell, act.held);
    }
  }
}
