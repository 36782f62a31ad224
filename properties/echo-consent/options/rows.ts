import { OPTIONS } from "#protocols/echo-consent";
import type { Rules } from "./play.ts";

/** One row of the page: rules with something added. */
interface Added {
  readonly option: string;
  readonly added: Partial<Rules>;
}

/** No option, each alone, and the one that cannot do without another together with it. */
export const ROWS: readonly Added[] = [
  { option: "none", added: {} },
  ...Object.entries(OPTIONS).map(([option, added]) => ({ option, added })),
  { option: "hierarchical, refetch", added: { ...OPTIONS.hierarchical, ...OPTIONS.refetch } },
];
