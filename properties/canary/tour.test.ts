import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const HOUSE = join(import.meta.dirname, "../..");
const RULES = "src/protocols/canary/rules.ts";

/** A copy of the house in which one line of the canary's rules reads otherwise, and the code with which its tour ends. */
const tourWith = (line: string, instead: string): { readonly code: number | null; readonly told: string } => {
  const folder = mkdtempSync(join(tmpdir(), "schism-tour-"));
  try {
    for (const part of ["src", "spec", "properties/canary/canary.tour.ts", "package.json", "tsconfig.json", "vitest.config.ts"])
      cpSync(join(HOUSE, part), join(folder, part), { recursive: true });
    symlinkSync(join(HOUSE, "node_modules"), join(folder, "node_modules"));
    const rules = readFileSync(join(folder, RULES), "utf8");
    expect(rules).toContain(line);
    writeFileSync(join(folder, RULES), rules.replace(line, instead));
    const { status, stdout } = spawnSync(process.execPath, ["src/cli/launch.js"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, VITEST: "" },
    });
    return { code: status, told: stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

test("the tour ends with 1 where the sound canary is not safe", () => {
  const { code, told } = tourWith("sound: rulesWith(),", 'sound: rulesWith("minting"),');
  expect(told).toContain("✗ sound: S4 minted honest");
  expect(code).toBe(1);
});

test("the tour ends with 2 where the sound canary stalls", () => {
  const { code, told } = tourWith("sound: rulesWith(),", 'sound: rulesWith("weary"),');
  expect(told).toMatch(/✗ sound: L[12] /);
  expect(code).toBe(2);
});

test("the tour ends with 3 where a mistake that it expects is not made", () => {
  const { code, told } = tourWith("[defect, rulesWith(defect)]", '[defect, defect === "forgetful" ? rulesWith() : rulesWith(defect)]');
  expect(told).toContain("? forgetful");
  expect(code).toBe(3);
});
