import type { NodeId } from "#kernel";
import type { Beat, Mark, Sign, Story } from "./story.ts";

/** How a node stands, as its lane shows it. */
export type Lane = "up" | "liar" | "paused" | "dead";

/** The lane of every node at one moment, changed mark by mark as the story goes on. */
export class Lanes {
  private readonly lanes: Lane[];
  private readonly liars = new Set<NodeId>();
  constructor({ nodes }: Pick<Story, "nodes">) {
    this.lanes = Array.from({ length: nodes }, () => "up");
  }

  of(node: NodeId): Lane {
    return this.lanes[node]!;
  }

  pass({ marks, isCalm }: Beat): void {
    if (isCalm) this.wake();
    for (const mark of marks) this.mark(mark);
  }

  private mark({ node, sign }: Mark): void {
    if (sign === "turn") this.liars.add(node);
    const next = STANDING[sign];
    if (next !== undefined) this.lanes[node] = next === "up" && this.liars.has(node) ? "liar" : next;
  }

  /** With the calm whoever was paused goes on, without a move of its own. */
  private wake(): void {
    this.lanes.forEach((lane, node) => {
      if (lane === "paused") this.lanes[node] = this.liars.has(node) ? "liar" : "up";
    });
  }
}

const STANDING: Readonly<Partial<Record<Sign, Lane>>> = { crash: "dead", start: "up", pause: "paused", resume: "up", turn: "liar" };
