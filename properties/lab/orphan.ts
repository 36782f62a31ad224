import { readFileSync, readdirSync } from "node:fs";
import { seedOf } from "#kernel";
import { huntInPool } from "#lab";
import { runaway } from "./runaway.ts";

// Run by itself it hunts for what loops for ever, tells which process does, and waits to be killed.
const children = (): readonly number[] =>
  readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[1] === `${process.pid}`);

void huntInPool(runaway, { config: "loop", root: seedOf("00000000000000aa"), count: 2_000, workers: 1 });
setTimeout(() => process.send!(children()[0]), 3_000);
