/** Plain data as text for people, the same for equal data however it came about. Never used while hunting. */
export const snapshot = (value: unknown): string => {
  if (value instanceof Map) return wrap("Map", [...value].map(([key, held]) => `${snapshot(key)}: ${snapshot(held)}`).sort(byText));
  if (value instanceof Set) return wrap("Set", [...value].map(snapshot).sort(byText));
  if (Array.isArray(value)) return `[${value.map(snapshot).join(", ")}]`;
  if (ArrayBuffer.isView(value)) return `[${(value as Int32Array).join(", ")}]`;
  if (typeof value === "object" && value !== null) return recordText(value);
  return typeof value === "string" ? JSON.stringify(value) : String(value);
};

const recordText = (record: object): string =>
  wrap(
    "",
    Object.entries(record)
      .filter(([, held]) => held !== undefined)
      .map(([key, held]) => `${key}: ${snapshot(held)}`)
      .sort(byText),
  );

const wrap = (name: string, parts: readonly string[]): string => (parts.length === 0 ? `${name}{}` : `${name}{ ${parts.join(", ")} }`);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
