import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { npm, pack, pinned, run, succeeded } from "./tarball.ts";
import type { Ran, Tarball } from "./tarball.ts";

/** All of it together takes half a minute on a quiet machine. */
const SETUP_MS_MAX = 240_000;

const folder = realpathSync(mkdtempSync(join(tmpdir(), "schism-stranger-")));
const home = join(folder, "home");
let tarball: Tarball;

/** What a newcomer types first. */
beforeAll(async () => {
  tarball = await pack(join(folder, "packed"));
  mkdirSync(home);
  cpSync(join(import.meta.dirname, "../stranger"), home, { recursive: true });
  writeFileSync(join(home, "package.json"), JSON.stringify({ name: "stranger", version: "1.0.0", private: true, type: "module" }));
  succeeded(await npm(home, "install", "--prefer-offline", "--save-exact", tarball.path, ...["vitest", "vite", "typescript"].map(pinned)));
}, SETUP_MS_MAX);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const npx = (...argv: readonly string[]): Promise<Ran> => npm(home, "exec", "--no", "--", ...argv);
const node = (...argv: readonly string[]): Promise<Ran> => run(home, process.execPath, ...argv);

describe("what is packed", () => {
  interface Published {
    readonly bin: Readonly<Record<string, string>>;
    readonly exports: Readonly<Record<string, string>>;
    readonly imports: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  }
  const published = (): Published => JSON.parse(readFileSync(join(home, "node_modules/schism/package.json"), "utf8")) as Published;

  test("JavaScript with declarations, and neither sources nor tests", () => {
    const { files } = tarball;
    expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md", "package.json", "bin.js"]));
    const modules = files.filter((file) => file.endsWith(".js") && file !== "bin.js");
    expect(modules.length).toBeGreaterThan(50);
    expect(modules.filter((file) => !files.includes(file.replace(/\.js$/, ".d.ts")))).toEqual([]);
    expect(files.filter((file) => !/\.(js|d\.ts|md|json)$/.test(file))).toEqual(["LICENSE"]);
    expect(files.filter((file) => /\btest\b|^properties\/|^fixtures\/|tsconfig|node_modules/.test(file))).toEqual([]);
  });

  test("every door leads to a file, and the package says which Node it needs", () => {
    const { bin, exports, imports, ...rest } = published();
    const shut = [...Object.values(bin), ...Object.values(exports), ...Object.values(imports)].filter((door) => {
      const [before = "", after] = door.replace(/^\.\//, "").split("*");
      return !tarball.files.some((file) => (after === undefined ? file === before : file.startsWith(before) && file.endsWith(after)));
    });
    expect(shut).toEqual([]);
    expect(rest).toMatchObject({ name: "schism", license: "MIT", type: "module", engines: { node: expect.stringMatching(/^>=\d+/) } });
    expect(rest).not.toHaveProperty("private");
    expect(rest).not.toHaveProperty("scripts");
    expect(rest).not.toHaveProperty("devDependencies");
  });

  test("who imports it loads neither vitest nor the command line nor the machine's floor", async () => {
    const script = `import { registerHooks } from "node:module";
      const urls = [];
      registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) });
      await import("schism");
      process.stdout.write(JSON.stringify(urls));`;
    const urls = JSON.parse(succeeded(await node("--input-type=module", "-e", script)).out) as readonly string[];
    expect(urls.filter((url) => url.includes("/node_modules/schism/")).length).toBeGreaterThan(20);
    expect(
      urls.filter((url) => /\/node_modules\/(vitest|vite)\/|\/schism\/src\/(lab|cli|report|protocols)\/|\/schism\/spec\//.test(url)),
    ).toEqual([]);
  });
});

test("who measures a scenario loads three files, and no package besides", async () => {
  const path = join(import.meta.dirname, "../../fixtures/scenarios/echo-consent/C1.json");
  const script = `import { registerHooks } from "node:module";
    const urls = [];
    registerHooks({ load: (url, context, next) => (urls.push(url), next(url, context)) });
    process.argv.splice(1, process.argv.length, "schism", "measure", ${JSON.stringify(path)}, "--seeds", "1");
    await import("./node_modules/schism/bin.js");
    process.stderr.write(JSON.stringify(urls));`;
  const { code, out, err } = await node("--input-type=module", "-e", script);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^C1: [^]*\n1 seed, 0 stalled\n$/) });
  const urls = (JSON.parse(err) as readonly string[]).filter((url) => url.startsWith("file:"));
  expect(urls.map((url) => url.replace(/^.*\/node_modules\/schism\//, ""))).toEqual(["bin.js", "src/cli/main.js", "src/cli/measure.js"]);
});

describe("somebody who knows only the package", () => {
  test("finds its types strict", async () => {
    expect(await npx("tsc")).toEqual({ code: 0, out: "", err: "" });
  });

  test("hunts under vitest: the sound one holds, the mistakes break", async () => {
    expect(await npx("vitest", "run", "--reporter=json", "--outputFile=told.json")).toMatchObject({ code: 0 });
    const told = JSON.parse(readFileSync(join(home, "told.json"), "utf8")) as object;
    expect(told).toMatchObject({ success: true, numPassedTests: 4, numTotalTests: 4 });
  });

  test("hunts on the command line, and replays there and under plain Node what was found", async () => {
    const hunted = await npx("schism", "./commit.ts", "hasty");
    expect(hunted).toMatchObject({ code: 1, out: expect.stringMatching(/^S1 is broken [^]*^certified [^]*none still fails/m) });
    const [, path = ""] = /^replay +npx schism replay (.*)$/m.exec(hunted.out) ?? [];
    expect(path).toMatch(/^reports\/out\/repros\/commit\/S1-hasty-[0-9a-f]{8}\.json$/);
    expect(await npx("schism", "replay", path)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^reproduced, to the same hash: S1 /),
    });
    const { because } = JSON.parse(readFileSync(join(home, path), "utf8")) as { readonly because: string };
    expect(await node("replay.js", path)).toEqual({ code: 0, out: `${because}\n`, err: "" });
  });
});
