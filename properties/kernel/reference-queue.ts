import { mix } from "#kernel";
import type { Shuffled } from "#kernel";
import { rollOf } from "./reference-rules.ts";
import type { Copy, Entry } from "./reference-rules.ts";

/** The queue of the shuffled weather: copies wait in it, and in each of its rounds half of those go that were there before. */
export const queueIn = ({ everyTicks, lostOneIn }: Shuffled, salt: number, plan: (entry: Entry) => void) => {
  const waiting: Copy[] = [];
  const planRound = (now: number) =>
    plan({ at: (Math.floor(now / everyTicks) + 1) * everyTicks, kind: 3, from: 0, to: 0, what: { kind: "round" } });
  return {
    join(copy: Copy): void {
      if (waiting.length === 0) planRound(copy.sent);
      waiting.push(copy);
    },
    round(now: number): void {
      const old = waiting.filter(({ sent }) => sent < now);
      const turnOf = (copy: Copy) => mix(mix(rollOf(copy, salt), 0x1008), now / everyTicks) >>> 0;
      const half = old.toSorted((a, b) => turnOf(a) - turnOf(b)).slice(0, Math.floor(old.length / 2));
      const lost = lostOneIn === 0 ? 0 : Math.floor(old.length / lostOneIn);
      for (const copy of half.slice(0, Math.max(0, half.length - lost))) plan({ ...copy, kind: 1, at: now });
      for (const copy of half) waiting.splice(waiting.indexOf(copy), 1);
      if (waiting.length > 0) planRound(now);
    },
    empty: (): readonly Copy[] => waiting.splice(0),
  };
};
