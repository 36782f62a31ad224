const HOUSE = ["#kernel", "#protocols/*", "#adversary", "#oracles", "#hunt", "#report", "#spec/*", "#lab", "#schism"];

/**
 * Which floor may open which doors. A file stands on the first floor that fits, and `<same>` is the name that its `*` stood for.
 * `type` before a door lets types through and nothing that runs. Inside a floor, files see each other as `./near.ts`.
 */
const floors: readonly Floor[] = [
  { at: "src/kernel", may: [] },
  { at: "src/protocols/*", may: ["#kernel"] },
  { at: "src/adversary", may: ["#kernel"] },
  { at: "src/oracles", may: ["#kernel"] },
  { at: "src/hunt", may: ["#kernel", "#adversary", "#oracles", "fast-check", "seedrandom", "zod"] },
  { at: "src/report", may: ["#kernel", "#oracles", "#hunt"] },
  { at: "src/index.ts", may: ["#kernel", "#adversary", "#oracles", "#hunt", "#report"] },
  { at: "src/lab", may: ["#kernel", "#adversary", "#oracles", "#hunt", "#report", "node:*", "vitest"] },
  { at: "src/cli", may: [...HOUSE, "node:*", "zod", "tsx", "rolldown"] },
  { at: "spec/*/subject.ts", may: ["#kernel", "#oracles", "#hunt", "#protocols/<same>"] },
  { at: "spec/*", may: ["#kernel", "#oracles", "#hunt", "type #protocols/<same>"] },
  // These read sources as a compiler does, to judge the house itself.
  { at: "properties/house", may: ["node:*", "vitest", "vite"] },
  { at: "properties", may: [...HOUSE, "schism", "schism/vitest", "node:*", "vitest", "fast-check"] },
];

interface Floor {
  readonly at: string;
  readonly may: readonly string[];
}

/** One import or export-from, and whether only types go through it. */
export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/** Why this file may not import this, or nothing. Files are named from the root of the project. */
export const refusal = (file: string, { from, typeOnly }: Import): string | undefined => {
  const here = standing(file);
  if (here === undefined) return `${file} stands on no floor`;
  if (from.startsWith("../")) return `${from} goes up: take the door of its floor`;
  if (from.startsWith("./")) return refusalOfNear(file, here, from);
  const wanted = from.startsWith("#") ? from : packageOf(from);
  const may = here.floor.may.map((door) => door.replace("<same>", here.same));
  if (may.some((door) => fits(wanted, door)) || (typeOnly && may.some((door) => fits(`type ${wanted}`, door)))) return undefined;
  return `${here.floor.at} may not import ${wanted}; it may import ${may.join(", ") || "nothing"}`;
};

const refusalOfNear = (file: string, here: Standing, from: string): string | undefined => {
  if (!from.endsWith(".ts")) return `${from} does not end in .ts`;
  const there = standing(file.slice(0, file.lastIndexOf("/") + 1) + from.slice(2));
  if (there?.room !== here.room) return `${from} leaves its floor by the window: take its door`;
  return undefined;
};

interface Standing {
  readonly floor: Floor;
  /** The folder in which files see each other. */
  readonly room: string;
  readonly same: string;
}

const standing = (file: string): Standing | undefined => {
  for (const floor of floors) {
    const found = new RegExp(`^${floor.at.replace("*", "([^/]+)")}(?:/|$)`).exec(file);
    if (found !== null) return { floor, room: found[0].replace(/(\/[^/]+\.ts)?\/?$/, ""), same: found[1] ?? "" };
  }
  return undefined;
};

/** `vitest` of `vitest/node`, `@types/node` of `@types/node/fs`; built-in modules keep their prefix. */
const packageOf = (from: string): string =>
  from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");

const fits = (wanted: string, door: string): boolean =>
  door.endsWith("*") ? wanted.startsWith(door.slice(0, -1)) && wanted.length >= door.length : wanted === door;
