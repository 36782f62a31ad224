import type { Disk, Parts } from "./contract.ts";
import { mix } from "./dice.ts";
import type { Effects } from "./effects.ts";
import { fingerprint } from "./fingerprint.ts";
import { freeze } from "./freeze.ts";
import { invariant } from "./invariant.ts";
import type { DiskFault } from "./schedule.ts";
import { snapshot } from "./snapshot.ts";

/** A write not yet synced, with what a crash needs to take it back. */
type Act = { readonly before: Act | undefined; readonly index: number } & (
  | { readonly kind: "append" }
  | { readonly kind: "truncate"; readonly cutOff: readonly unknown[] }
  | { readonly kind: "write"; readonly cell: PropertyKey; readonly held: unknown }
);

type Fault = DiskFault["fault"];

/** The hash of a journal is that of its records in powers of this: so its last record can be taken out of it again. */
const FACTOR = 0x85ebca6b;
/** Times the factor it is 1, in 32 bits. */
const FACTOR_UNDONE = 0xa5cb9243;

/** A disk that keeps, over a crash, what was synced and a prefix of what was not. */
export class SimulatedDisk implements Disk<Parts> {
  private readonly records: unknown[] = [];
  /** The hash of the journal. A record is hashed when it is written and when it is taken back, not with every state. */
  private hash = 0;
  private cells: Map<PropertyKey, unknown> | undefined = undefined;
  private unsynced: Act | undefined = undefined;
  /** The last write that the disk holds for good. */
  private latest: Act | undefined = undefined;
  /** What is wrong with it, if anything is. */
  private fault: Fault | undefined = undefined;
  /** Whether it is read as it was before the last write. */
  private isBehind = false;
  private readonly effects: Effects;
  private readonly isFrozen: boolean;
  constructor(effects: Effects, isFrozen: boolean) {
    this.effects = effects;
    this.isFrozen = isFrozen;
  }

  get journal(): readonly unknown[] {
    return this.isBehind ? this.journalBehind() : this.records;
  }

  read(cell: PropertyKey): never {
    const { latest } = this;
    const isBehind = this.isBehind && latest?.kind === "write" && latest.cell === cell;
    return (isBehind ? latest.held : this.cells?.get(cell)) as never;
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
    this.unsynced = { kind: "truncate", cutOff: this.records.slice(length), before: this.unsynced, index: this.nextIndex() };
    while (this.records.length > length) this.pop();
  }

  sync(): void {
    if (!this.effects.spend()) return;
    if (this.fault?.kind === "torn") return this.tear(this.fault.kept);
    this.latest = this.unsynced ?? this.latest;
    this.unsynced = undefined;
  }

  /** Takes back the unsynced writes but for the first `kept`, the last one first. */
  crash(kept: number): void {
    let act = this.unsynced;
    for (; act !== undefined && act.index >= kept; act = act.before) this.undo(act);
    this.latest = act ?? this.latest;
    this.unsynced = undefined;
  }

  /** From now on something is wrong with it; says whether that is new. */
  spoil(fault: Fault): boolean {
    if (this.fault !== undefined) return false;
    this.fault = fault;
    return true;
  }

  /** A stale disk is read, in this one handler, as it was before its last write. */
  beginStart(): void {
    if (this.fault?.kind !== "stale") return;
    this.fault = undefined;
    this.isBehind = true;
  }

  endStart(): void {
    this.isBehind = false;
  }

  /** A copy of what it holds, all of it for good. */
  copyTo(other: SimulatedDisk): void {
    for (const record of this.records) other.push(record);
    if (this.cells !== undefined) other.cells = new Map(this.cells);
  }

  /** What it holds, and how much of that a crash may take back. */
  fingerprint(): number {
    return (mix(this.hash, this.records.length) + mix(fingerprint(this.cells), this.nextIndex())) | 0;
  }

  /** The same as text for people. */
  snapshot(): string {
    return snapshot({ journal: this.records, cells: this.cells, unsynced: this.nextIndex() });
  }

  private push(record: unknown): void {
    this.hash = (Math.imul(this.hash, FACTOR) + fingerprint(record)) | 0;
    this.records.push(record);
  }

  private pop(): void {
    this.hash = Math.imul(this.hash - fingerprint(this.records.pop()), FACTOR_UNDONE);
  }

  /** The sync that lied: what comes after the first `kept` writes is still to be synced. */
  private tear(kept: number): void {
    this.fault = undefined;
    const acts: Act[] = [];
    for (let act = this.unsynced; act !== undefined; act = act.before) acts.unshift(act);
    this.latest = acts.slice(0, kept).at(-1) ?? this.latest;
    this.unsynced = undefined;
    for (const act of acts.slice(kept)) this.unsynced = { ...act, before: this.unsynced, index: this.nextIndex() };
  }

  private journalBehind(): readonly unknown[] {
    const { latest, records } = this;
    if (latest?.kind === "append") return records.slice(0, -1);
    return latest?.kind === "truncate" ? [...records, ...latest.cutOff] : records;
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
