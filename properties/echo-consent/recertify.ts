import { rmSync } from "node:fs";
import { join } from "node:path";
import { certify, trial } from "#hunt";
import { loadRepro, reprosIn, saveRepro } from "#lab";
import { echoConsentSubject } from "#spec/echo-consent";

// Run by itself it certifies the repros of echo-consent anew, in seconds: for whoever changed the hash of a run and not what it shows.
// One that shows nothing any more is left alone, and told: node properties/echo-consent/recertify.ts
const FOLDER = join(import.meta.dirname, "../../fixtures/repros/echo-consent");

const again = (path: string): string | undefined => {
  const reading = loadRepro(path, echoConsentSubject);
  if (reading.kind === "refused") return reading.because;
  const { repro } = reading;
  const { identity } = repro.certificate;
  const failure = trial(echoConsentSubject, repro.schedule).failures.find((one) => one.identity === identity);
  if (failure === undefined) return "it is not broken any more";
  const certificate = certify(echoConsentSubject, repro.schedule, identity);
  const saved = saveRepro(FOLDER, { ...repro, because: failure.verdict.because, certificate });
  if (saved.kind === "refused") return saved.because;
  if (saved.path !== path) rmSync(path);
  return undefined;
};

for (const path of reprosIn(FOLDER)) {
  const wrong = again(path);
  if (wrong === undefined) continue;
  process.exitCode = 1;
  process.stdout.write(`${path}: ${wrong}\n`);
}
