import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const HOUSE = join(import.meta.dirname, "../..");
/** Far more than any of these commands takes on a busy machine. */
const COMMAND_MS_MAX = 120_000;

/** How a command ended, and what it said. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A package as it would be published: its file, and the files in it. */
export interface Tarball {
  readonly path: string;
  readonly files: readonly string[];
}

/** Whatever Node the machine has beside it, the one that runs this comes first; and no vitest is told that it runs inside another. */
const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$)/.test(name))),
  PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"]}`,
  NO_COLOR: "1",
};

/** Runs a program in a folder to its end. */
export const run = (cwd: string, program: string, ...argv: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { cwd, env, timeout: COMMAND_MS_MAX, shell: program === "npm" && process.platform === "win32" };
    execFile(program, argv, options, (error, out, err) => resolve({ code: codeOf(error), out, err }));
  });

/** What was killed has no code, and no code is none of success. */
const codeOf = (error: { readonly code?: unknown } | null): number => {
  if (error === null) return 0;
  return typeof error.code === "number" ? error.code : Number.NaN;
};

/** Runs npm without its remarks. */
export const npm = (cwd: string, ...argv: readonly string[]): Promise<Ran> => run(cwd, "npm", "--loglevel=error", "--logs-max=0", ...argv);

/** Emits and packs a copy of the sources, so that nothing of it lands in the checkout. */
export const pack = async (folder: string): Promise<Tarball> => {
  mkdirSync(folder);
  for (const part of ["src", "spec", "package.json", "tsconfig.json", "README.md", "LICENSE", "CHANGELOG.md"])
    cpSync(join(HOUSE, part), join(folder, part), { recursive: true });
  symlinkSync(join(HOUSE, "node_modules"), join(folder, "node_modules"), "junction");
  succeeded(await npm(folder, "run", "prepack"));
  const { out } = succeeded(await npm(folder, "pack", "./dist", "--json"));
  const [packed] = JSON.parse(out) as [{ readonly filename: string; readonly files: readonly { readonly path: string }[] }];
  return { path: join(folder, packed.filename), files: packed.files.map(({ path }) => path) };
};

/** What must go well for anything else to be told. */
export const succeeded = (ran: Ran): Ran => {
  if (ran.code !== 0) throw new Error(`it ended with ${ran.code}: ${ran.out}${ran.err}`);
  return ran;
};

/** The version of ours that a stranger takes too, so that one test run is like the next. */
export const pinned = (name: string): string => {
  const { devDependencies } = JSON.parse(readFileSync(join(HOUSE, "package.json"), "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  return `${name}@${devDependencies[name]}`;
};
