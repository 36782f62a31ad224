import type { Sight, Subject } from "#hunt";
import { countText, grouped } from "./words.ts";

/**
 * What a hunt saw: how much it ran, how many obligations each property judged, how often each `sometimes` came true. Where one
 * property was hunted for, the others are left out.
 */
export const summary = ({ properties, sometimes }: Subject, sight: Sight, property?: string): string => {
  const { runs, events, unknown, judged, seen, found } = sight;
  const rows = [
    ...properties
      .map(({ id, says }, index) => ({ id, count: judged[index] ?? 0, unit: "judged", says }))
      .filter(({ id }) => property === undefined || id === property),
    ...sometimes.map(({ id, says }, index) => ({ id, count: seen[index] ?? 0, unit: "seen", says })),
  ];
  const wide = Math.max(0, ...rows.map(({ count }) => grouped(count).length));
  const lines = rows.map(
    ({ id, count, unit, says }) =>
      `  ${id.padEnd(3)} ${grouped(count).padStart(wide)} ${unit.padEnd(6)}  ${says}${count === 0 && found === undefined ? SILENT : ""}`,
  );
  return [`${countText(runs, "run")}, ${countText(events, "event")}, ${grouped(unknown)} unknown`, ...lines].join("\n");
};

const SILENT = " (never: that nothing broke proves nothing here)";
