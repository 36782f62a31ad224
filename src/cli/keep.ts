import { basename, dirname, join, resolve } from "node:path";
import { nameSeenFrom, replayApart, saveRepro } from "#lab";
import { COMMAND } from "./command.ts";
import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";
import { isOwn } from "./find.ts";
import { refused, say } from "./print.ts";
import { open } from "./replay.ts";

const KEPT = "fixtures/repros";

/** Puts a repro where every test run replays it, if it still comes true. It names its subject as seen from there. */
export const keep = async (path: string): Promise<Exit> => {
  const opened = open(path);
  if (opened.kind === "refused") return refused(opened);
  const { repro, text, source } = opened;
  const played = await replayApart(text, source);
  if (played.kind === "refused") return refused(played);
  const isTrue = played.kind === "lost" ? played.identity === repro.certificate.identity : played.kind === "reproduced";
  if (!isTrue) {
    say(`It is not kept, for it does not come true again: ${COMMAND} replay ${path}`);
    return EXIT.unknown;
  }
  // A hunt writes the repros of each protocol into a folder of its own.
  const folder = join(KEPT, isOwn(source) ? repro.subject : basename(dirname(resolve(path))));
  const subject = isOwn(source) ? repro.subject : nameSeenFrom(folder, source);
  const saved = saveRepro(folder, { ...repro, subject });
  if (saved.kind === "refused") return refused(saved);
  say(saved.path);
  return EXIT.held;
};
