import { RUNAWAY, check, findingOf, generate, readRepro, rerunsFor, search, trial } from "#hunt";
import type { Found, Repro, Search, Sight, Subject } from "#hunt";
import { invariant, raiseFence, seedAt } from "#kernel";
import { page, timeline } from "#report";
import type { Answer, Job, Shown, Word } from "./jobs.ts";
import { ALIVE_MS } from "./limits.ts";
import { load } from "./load.ts";
import { noting } from "./notes.ts";
import { endWithParent } from "./orphan.ts";
import type { Catch } from "./pool-hunt.ts";
import { replay } from "./replay.ts";
import { noSight, together } from "./sight.ts";

// A process of the pool. It knows nothing but its subject, and whatever happens to it happens to nobody else.

/** What is said is on its way before the work goes on: a run may never give the turn back. */
const say = (word: Word | Answer): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send!(word, undefined, undefined, (error) => (error === null ? resolve() : reject(error)));
  });

let subject: Subject | undefined = undefined;

const answer = async (job: Job): Promise<Answer> => {
  if (job.kind === "load") return settle(job);
  invariant(subject !== undefined, "a child is told its subject before anything else");
  switch (job.kind) {
    case "batch":
      return { kind: "sight", sight: await batch(subject, job.search) };
    case "alone":
      return { kind: "sight", sight: await alone(subject, job.search, job.notes) };
    case "shrink":
      return minimise(subject, job.found);
    case "replay":
    case "show":
    case "draw": {
      const reading = readRepro(job.text, subject);
      if (job.kind === "replay") return { kind: "replay", replay: reading.kind === "refused" ? reading : replay(subject, reading.repro) };
      if (reading.kind === "refused") return reading;
      return job.kind === "show" ? show(subject, reading.repro) : { kind: "drawn", page: page(subject, reading.repro) };
    }
  }
};

const settle = async ({ source, config }: Job & { kind: "load" }): Promise<Answer> => {
  const loaded = await load(source, config);
  if (loaded.kind === "refused") return loaded;
  ({ subject } = loaded);
  const { properties, sometimes } = subject;
  const noPanic = properties.find(({ oracle }) => oracle.id === "no-panic")?.id ?? RUNAWAY.id;
  return { kind: "loaded", noPanic, properties: properties.length, sometimes: sometimes.length };
};

/** Seed by seed, up to the first that fails, with a sign of life now and then. */
const batch = async (of: Subject, wanted: Search): Promise<Sight> => {
  let sight = noSight(of.properties.length, of.sometimes.length);
  let told = Date.now();
  for (let index = wanted.from; index < wanted.to && sight.found === undefined; index++) {
    sight = together(sight, search(of, { ...wanted, from: index, to: index + 1 }));
    if (Date.now() - told < ALIVE_MS) continue;
    told = Date.now();
    await say({ kind: "alive" });
  }
  return sight;
};

const alone = async (of: Subject, wanted: Search, file: string): Promise<Sight> => {
  await say({ kind: "trying", schedule: generate(of.ground, wanted.config, seedAt(wanted.root, wanted.from)) });
  const { subject: noted, close } = noting(of, file);
  const sight = search(noted, wanted);
  close();
  return sight;
};

/** What no longer fails once it is small is handed back as it was found: a finding must not get lost by a mistake of ours. */
const minimise = (of: Subject, found: Found): Catch => {
  const finding = findingOf(of, found);
  if (replay(of, finding.repro).kind === "reproduced") return { kind: "finding", finding };
  return { kind: "unshrunk", found, because: "shrinking lost the failure" };
};

const show = (of: Subject, { schedule, expect, unshrunk, certificate }: Repro): Shown => {
  const { failures } = trial(of, schedule, rerunsFor(certificate.identity));
  const failure = failures.find(({ identity }) => identity === certificate.identity) ?? failures[0];
  return {
    kind: "shown",
    timeline: failure && timeline(of, schedule, failure),
    wrong: expect === "broken" && unshrunk === undefined ? check(of, schedule, certificate) : [],
  };
};

// Before any protocol is loaded: what a module keeps of the outer world at its birth is then kept behind the fence.
raiseFence();
process.on("disconnect", () => process.exit());
endWithParent();
// Ctrl-C reaches the whole group; the parent decides when its children end, and tells first what they found.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("message", (job: Job) => {
  answer(job)
    .catch((thrown: unknown): Answer => ({
      kind: "threw",
      because: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    }))
    .then(say)
    .catch(() => process.exit(1));
});
