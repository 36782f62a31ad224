/** What one handler may do at most. More is a loop, and a loop that speaks is caught here. */
const EFFECTS_MAX = 100_000;

/** Meters what a handler does. A crash inside a handler is a small allowance: once it is spent, the rest never happens. */
export class Effects {
  private left = EFFECTS_MAX;
  private isDoomed = false;

  begin(allowance: number | undefined): void {
    this.isDoomed = allowance !== undefined;
    this.left = allowance ?? EFFECTS_MAX;
  }

  /** Takes one effect off the allowance: each copy of a message, each sync, each observation. */
  spend(): boolean {
    if (this.left > 0) {
      this.left--;
      return true;
    }
    if (!this.isDoomed) throw new Error(`one handler had more than ${EFFECTS_MAX} effects`);
    return false;
  }

  /** Whether the crash has struck already, so that not even an unsynced write happens any more. */
  isOver(): boolean {
    return this.isDoomed && this.left === 0;
  }
}
