import type { Oracle } from "./oracle.ts";
import { probed } from "./probed.ts";

/** Nothing is minted and nothing is lost: at every honest node the probe reads the sum of the genesis. */
export const conservation = (key: string, total: number): Oracle =>
  probed({ id: "conservation", key, sort: "minted", isRight: (reading) => reading === total, must: String(total) });
