import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Repro } from "#hunt";
import { readRepro, unshrunkOf, writeRepro } from "#hunt";
import { seedOf } from "#kernel";
import { huntInPool, inspectApart, loadRepro, replayApart, replayFile, reprosIn, saveRepro } from "#lab";
import { canarySubject } from "#spec/canary";
import { runaway } from "./runaway.ts";

const folder = mkdtempSync(join(tmpdir(), "schism-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const kept = reprosIn(fileURLToPath(new URL("../../fixtures/repros/canary", import.meta.url))).find((path) =>
  basename(path).startsWith("S1-short-quorum"),
)!;
const reproOf = (path: string): Repro => {
  const reading = loadRepro(path, canarySubject);
  if (reading.kind === "refused") throw new Error(`${reading.place}: ${reading.because}`);
  return reading.repro;
};
const repro = reproOf(kept);

const planted = (name: string, changed: Repro): string => {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, writeRepro(changed));
  return path;
};

test("a saved repro is the file that was read, and nothing else is left behind", () => {
  const saved = saveRepro(join(folder, "saved/deep"), repro);
  const [name = "", ...more] = readdirSync(join(folder, "saved/deep"));
  expect(saved).toMatchObject({ kind: "saved", path: join(folder, "saved/deep", name) });
  expect(name).toMatch(/^S1-short-quorum-[0-9a-f]{8}\.json$/);
  expect(readFileSync(join(folder, "saved/deep", name), "utf8")).toBe(readFileSync(kept, "utf8"));
  expect(more).toEqual([]);
});

test("two findings never overwrite each other, though their runs be the same; one finding keeps its name", () => {
  const one = saveRepro(join(folder, "pair"), repro);
  const other = saveRepro(join(folder, "pair"), { ...repro, certificate: { ...repro.certificate, identity: "S1 conflict liar" } });
  expect(saveRepro(join(folder, "pair"), repro)).toEqual(one);
  expect(other).not.toEqual(one);
  expect(reprosIn(join(folder, "pair"))).toHaveLength(2);
});

test("a name from a subject leads no file out of its folder", () => {
  const saved = saveRepro(join(folder, "tricked"), { ...repro, schedule: { ...repro.schedule, config: "../../x\u0000y" } });
  expect(saved).toMatchObject({ kind: "saved" });
  expect(readdirSync(join(folder, "tricked"))).toEqual([expect.stringMatching(/^S1-------x-y-[0-9a-f]{8}\.json$/)]);
});

test("in whatever order a record was put together, it is written in one", () => {
  const reversed = (value: object): object => Object.fromEntries(Object.entries(value).toReversed());
  const moves = repro.schedule.moves.map((move) => reversed(move) as typeof move);
  const schedule = reversed({ ...repro.schedule, moves }) as typeof repro.schedule;
  expect(writeRepro(reversed({ ...repro, schedule }) as Repro)).toBe(readFileSync(kept, "utf8"));
});

test("what could not be read again is not written", () => {
  const refused = saveRepro(join(folder, "unread"), { ...repro, because: "" });
  expect(refused).toMatchObject({ kind: "refused", place: "because" });
  expect(reprosIn(join(folder, "unread"))).toEqual([]);
});

test("a path that is no repro is refused", () => {
  mkdirSync(join(folder, "odd"));
  writeFileSync(join(folder, "odd/latin.json"), Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d));
  writeFileSync(join(folder, "odd/long.json"), new Uint8Array(5_000_000));
  symlinkSync(join(folder, "odd"), join(folder, "odd/round"));
  expect(loadRepro(join(folder, "nowhere.json"))).toMatchObject({ kind: "refused", because: expect.stringMatching(/no file/) });
  expect(loadRepro(join(folder, "odd"))).toMatchObject({ kind: "refused", because: expect.stringMatching(/is no file/) });
  expect(loadRepro(join(folder, "odd/latin.json"))).toMatchObject({ kind: "refused", because: "it is not UTF-8" });
  expect(loadRepro(join(folder, "odd/long.json"))).toMatchObject({ kind: "refused", because: expect.stringMatching(/bytes/) });
  expect(reprosIn(join(folder, "odd")).map((path) => basename(path))).toEqual(["latin.json", "long.json"]);
});

test("a repro that comes true again is reproduced", () => {
  const moves = repro.schedule.moves.length;
  expect(replayFile(kept, canarySubject)).toMatchObject({ kind: "reproduced", outcome: repro.certificate.identity, matched: moves, moves });
});

test("a repro of another run with the same failure says that its hash differs", () => {
  const path = planted("other", { ...repro, certificate: { ...repro.certificate, hash: "0000000000000000" } });
  expect(replayFile(path, canarySubject)).toMatchObject({ kind: "hash-differs", hash: repro.certificate.hash });
});

test("a repro of a mistake that was mended is not reproduced, and moves that met nothing are counted", () => {
  const { schedule } = repro;
  const stranger = { kind: "fate", message: { from: 0, to: 1, identity: "never said", nth: 0 }, then: { kind: "drop" } } as const;
  const path = planted("mended", { ...repro, schedule: { ...schedule, config: "sound", moves: [...schedule.moves, stranger] } });
  const moves = schedule.moves.length + 1;
  expect(replayFile(path, canarySubject)).toMatchObject({ kind: "not-reproduced", outcome: "held", matched: moves - 1, moves });
});

test("a repro that expects to be held comes true where it is", () => {
  const path = planted("held", { ...repro, expect: "held", schedule: { ...repro.schedule, config: "sound" } });
  expect(replayFile(path, canarySubject)).toMatchObject({ kind: "hash-differs", outcome: "held" });
  expect(replayFile(planted("broken", { ...repro, expect: "held" }), canarySubject)).toMatchObject({ kind: "not-reproduced" });
});

test("a repro that fits another subject is refused", () => {
  expect(replayFile(kept, runaway)).toMatchObject({ kind: "refused", place: "subject" });
});

test("a repro from elsewhere is replayed apart, and takes nobody with it when it runs away", async () => {
  const text = readFileSync(kept, "utf8");
  expect(await replayApart(text, canarySubject.source)).toEqual(replayFile(kept, canarySubject));
  const trap: Repro = {
    ...repro,
    subject: "runaway",
    property: "S6",
    certificate: { ...repro.certificate, identity: "S6 panic submitter" },
    schedule: { ...repro.schedule, config: "loop", moves: [{ at: 0, kind: "submit", name: 1, node: 0, operation: 7 }] },
  };
  const lonely = { ...trap, certificate: { ...trap.certificate, without: [] } };
  const because: unknown = expect.stringMatching(/^the run did not come back within [\d.]+ s$/);
  const lost = { kind: "lost", because, identity: "S6 panic runaway" };
  expect(await replayApart(writeRepro(lonely), runaway.source, { aloneMs: 1_500 })).toEqual(lost);
  expect(await inspectApart(writeRepro(lonely), runaway.source, { aloneMs: 1_500 })).toEqual(lost);
  expect(await replayApart("{}", runaway.source)).toMatchObject({ kind: "refused", place: "format" });
});

test("what runs away is a file as well, which says that it was not shrunk and comes true again", async () => {
  const root = seedOf("00000000000000aa");
  const limits = { silentMs: 800, aloneMs: 2_000 };
  const report = await huntInPool(runaway, { config: "loop", root, count: 2_000, workers: 1, limits });
  if (report.kind === "refused" || report.catch?.kind !== "unshrunk") return expect.unreachable("it runs away");
  const saved = saveRepro(join(folder, "lost"), unshrunkOf(runaway, report.catch.found, report.catch.because));
  if (saved.kind === "refused") return expect.unreachable(saved.because);
  const reading = loadRepro(saved.path, runaway);
  expect(reading).toMatchObject({
    kind: "repro",
    repro: { unshrunk: "a run that never ends has no hash to certify", certificate: { without: [] } },
  });
  const { identity } = report.catch.found.failure;
  expect(await replayApart(readFileSync(saved.path, "utf8"), runaway.source, limits)).toMatchObject({ kind: "lost", identity });
});

test("what was not shrunk is not certified, whatever the file says", () => {
  const reading = readRepro(writeRepro({ ...repro, unshrunk: "it was late" }));
  expect(reading).toMatchObject({ kind: "refused", place: "certificate.without", remedy: "Leave it empty." });
  const honest = { ...repro, unshrunk: "it was late", certificate: { ...repro.certificate, hash: "0000000000000000", without: [] } };
  expect(replayFile(planted("late", honest), canarySubject)).toMatchObject({ kind: "reproduced", hash: repro.certificate.hash });
});
