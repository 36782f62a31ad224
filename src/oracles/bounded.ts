import type { Oracle } from "./oracle.ts";
import { probed } from "./probed.ts";

/** What a node keeps for the work in hand stays within a declared size. */
export const bounded = (key: string, most: number): Oracle =>
  probed({
    id: "bounded",
    key,
    sort: "overgrown",
    isRight: (reading) => typeof reading === "number" && reading <= most,
    must: `at most ${most}`,
  });
