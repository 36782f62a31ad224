// Replays a repro under plain Node: node replay.js PATH. It fails where the run is another, or anything in the repro is spare.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import process from "node:process";
import { check, trial } from "schism";
import { commitSubject } from "./commit.ts";

const { property, schedule, certificate } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { failures } = trial(commitSubject, schedule);
const failure = failures.find(({ identity }) => identity === certificate.identity);
assert.ok(failure, `${property} holds`);
assert.deepEqual(check(commitSubject, schedule, certificate), []);
process.stdout.write(`${failure.verdict.because}\n`);
