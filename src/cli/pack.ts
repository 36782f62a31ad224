// Makes of what the compiler emitted a package that can be packed: npm run prepack && npm pack ./dist
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

const ROOT = join(import.meta.dirname, "../..");
const DIST = join(ROOT, "dist");

interface Manifest {
  readonly [field: string]: unknown;
  readonly exports: Readonly<Record<string, string>>;
  readonly imports: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const BIN = `#!/usr/bin/env node
import * as module from "node:module";

// What was compiled once is read from a cache the next time: half of a short run is compiling.
module.enableCompileCache?.();
const { main } = await import("./src/cli/main.js");
process.exitCode = await main(process.argv.slice(2));
`;

/** Where the emitted JavaScript of a source lies, as seen from `dist`. */
const emitted = (path: string): string => path.replace(/\.ts$/, ".js");

const mapped = (paths: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, emitted(path)]));

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
const { name, version, description, license, type, engines, dependencies, devDependencies } = manifest;
const published = {
  ...{ name, version, description, license, type, engines },
  bin: { schism: "./bin.js" },
  exports: mapped(manifest.exports),
  imports: mapped(manifest.imports),
  dependencies,
  // Only `schism/vitest` needs it.
  peerDependencies: { vitest: devDependencies["vitest"] },
  peerDependenciesMeta: { vitest: { optional: true } },
};
/**
 * Puts all that a module loads at once into its one file: finding and reading a hundred was a sixth of a short command. What it loads
 * on demand keeps its files, for subjects are found by theirs.
 */
const bundle = async (path: string): Promise<void> => {
  const file = join(DIST, path);
  const onDemand = { name: "on-demand", resolveDynamicImport: (id: unknown) => ({ id: String(id), external: true }) };
  const built = await rolldown({ input: file, cwd: DIST, platform: "node", plugins: [onDemand] });
  await built.write({ file });
  await built.close();
};

writeFileSync(join(DIST, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
writeFileSync(join(DIST, "bin.js"), BIN);
chmodSync(join(DIST, "bin.js"), 0o755);
for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) copyFileSync(join(ROOT, file), join(DIST, file));
for (const path of ["src/cli/main.js", "src/cli/measure.js"]) await bundle(path);
