import { existsSync, writeFileSync } from "node:fs";
import { subject } from "#hunt";
import type { Subject } from "#hunt";
import { runaway } from "./runaway.ts";

/** The file that says that the accident has happened; whoever hunts names it. */
export const MARK = "SCHISM_ACCIDENT";

const mark = process.env[MARK];
const { kill, pid } = process;
const { ground, properties, protocol, sometimes } = runaway;

/** In itself sound, but once, in the middle of a batch, its process is killed from outside. */
export const accident: Subject = subject(import.meta.url, "accident", {
  protocol,
  properties,
  sometimes,
  ground: {
    ...ground,
    operation(dice) {
      const operation = ground.operation(dice, [], 4);
      if (operation === KILLER && mark !== undefined && !existsSync(mark)) {
        writeFileSync(mark, "");
        kill(pid, "SIGKILL");
      }
      return operation;
    },
  },
});

const KILLER = 13;
