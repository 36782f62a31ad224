import { expect, test } from "vitest";
import { exists, files, importsOf, placeOf, sourcesIn, textOf } from "./sources.ts";

const README = "README.md";
const TYPESCRIPT = new Set(["ts", "typescript"]);

test.runIf(exists(README))("the README shows code that is there, and all of its TypeScript is such code", () => {
  const blocks = blocksOf(textOf(README));
  expect(blocks.filter(({ source }) => source !== undefined)).not.toEqual([]);
  expect(blocks.flatMap(differences)).toEqual([]);
});

test.runIf(exists(README))("the code that the README shows is run", () => {
  const run = everythingRun();
  const shown = blocksOf(textOf(README)).flatMap(({ source }) => (source?.file.endsWith(".ts") ? [source.file] : []));
  expect(shown.filter((file) => !run.has(file))).toEqual([]);
});

test("a snippet that strays from its file is noticed", () => {
  const block = (comment: string, code: string) => differences(blocksOf(`${comment}\n\`\`\`ts\n${code}\n\`\`\`\n`)[0]!);
  expect(block("<!-- file: .nvmrc -->", textOf(".nvmrc").trimEnd())).toEqual([]);
  expect(block("<!-- file: .nvmrc#L1-L1 -->", textOf(".nvmrc").trimEnd())).toEqual([]);
  expect(block("<!-- file: .nvmrc -->", "18")).toEqual([".nvmrc reads otherwise"]);
  expect(block("<!-- file: .nowhere -->", "18")).toEqual([".nowhere is not there"]);
  expect(block("<!-- file: .nvmrc#setup -->", "18")).toEqual([".nvmrc has no region setup"]);
  expect(block("", "const a = 1;")).toEqual(["a block of TypeScript names no file: const a = 1;"]);
});

test("a region is what lies between its marks", () => {
  expect(partOf("a\n// #region setup\nb\nc\n// #endregion\nd", "setup")).toBe("b\nc");
  expect(partOf("a\nb\nc", "L2-L3")).toBe("b\nc");
});

interface Block {
  readonly language: string;
  readonly text: string;
  readonly source: { readonly file: string; readonly part: string | undefined } | undefined;
}

/** Fenced blocks; the comment before one says where it comes from: a file, lines `#L1-L9` of it, or a region `#name` in it. */
const blocksOf = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(/(?:<!-- file: ([^\s#]+)(?:#(\S+))? -->\s*\n)?```(\w*)\n([^]*?)\n?```(?=\n|$)/g)].map(
    ([, file, part, language = "", text = ""]) => ({ language, text, source: file === undefined ? undefined : { file, part } }),
  );

const differences = ({ language, text, source }: Block): readonly string[] => {
  if (source === undefined) return TYPESCRIPT.has(language) ? [`a block of TypeScript names no file: ${text.split("\n")[0]}`] : [];
  if (!exists(source.file)) return [`${source.file} is not there`];
  const original = partOf(textOf(source.file).trimEnd(), source.part);
  if (original === undefined) return [`${source.file} has no region ${source.part}`];
  return original === text ? [] : [`${source.file} reads otherwise`];
};

const partOf = (text: string, part: string | undefined): string | undefined => {
  if (part === undefined) return text;
  const lines = text.split("\n");
  const range = /^L(\d+)-L(\d+)$/.exec(part);
  if (range !== null) return lines.slice(Number(range[1]) - 1, Number(range[2])).join("\n");
  const from = lines.findIndex((line) => line.trim() === `// #region ${part}`);
  const to = lines.findIndex((line, index) => index > from && line.trim() === "// #endregion");
  return from === -1 || to === -1 ? undefined : lines.slice(from + 1, to).join("\n");
};

/** Tests, what scripts start, and whatever these import. */
const everythingRun = (): ReadonlySet<string> => {
  const scripts = [textOf("package.json"), ...files.filter((file) => file.startsWith(".ci/")).map(textOf)].join("\n");
  const run = new Set(sourcesIn("src", "spec", "properties").filter((file) => /\.(test|tour)\.ts$/.test(file) || scripts.includes(file)));
  // A Set that grows while it is walked is walked to its new end.
  for (const file of run)
    for (const { from } of importsOf(file)) {
      const place = placeOf(file, from);
      if (place !== undefined && exists(place)) run.add(place);
    }
  return run;
};
